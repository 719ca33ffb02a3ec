"""Plan what is in the ovens."""
