"""A page on this machine on which one types Python 2 and sees what becomes of it."""
