"""Decides what to change, and what to leave to a person, by what was found."""
