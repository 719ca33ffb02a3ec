"""Two versions of a program, and where they differ: as text, but for layout, as trees."""
