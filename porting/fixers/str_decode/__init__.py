"""Bytes that leave as text are decoded."""
