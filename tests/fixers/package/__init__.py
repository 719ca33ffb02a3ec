"""The package that the examples of fixers are part of."""
