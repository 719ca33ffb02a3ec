"""What Python 3.1 to 3.14 removed."""
