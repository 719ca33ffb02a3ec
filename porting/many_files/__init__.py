"""A run over many files: in which order, by whom, what is known already, how far it is."""
