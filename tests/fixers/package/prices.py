"""A module beside the examples."""
