"""What an original shows as it runs under Python 2.7: kinds of strings, integer divisions."""
