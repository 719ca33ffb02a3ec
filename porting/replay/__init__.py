"""Calls of an original, kept from a run under Python 2.7 and replayed on its port."""
