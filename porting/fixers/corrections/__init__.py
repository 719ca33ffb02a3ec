"""Where what 2to3 writes is wrong: these come first and leave nothing for its own fixer."""
