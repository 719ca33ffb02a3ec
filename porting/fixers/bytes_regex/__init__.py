"""Patterns and literals that meet bytes become bytes."""
