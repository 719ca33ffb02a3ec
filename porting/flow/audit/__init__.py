"""Looks for bytes that meet text in code that is Python 3 already."""
