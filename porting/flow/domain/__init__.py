"""What strings are and may be, and why: the words that all others speak in."""
