"""What Python 3 can do without, for those who ask for it."""
