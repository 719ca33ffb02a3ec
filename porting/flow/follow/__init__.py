"""Follows values through a module, and takes note of what they are used for."""
