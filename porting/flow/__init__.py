"""Bytes or text? Follows data through a module, and decides what must change where both meet."""
