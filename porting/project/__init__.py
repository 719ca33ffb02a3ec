"""What is known of the files of a run before any is ported: their modules, names and language."""
