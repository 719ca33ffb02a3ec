"""The rewriting engine: a text as statements, of which those are parsed that a fixer may change."""
