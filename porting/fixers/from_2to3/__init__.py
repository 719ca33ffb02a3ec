"""What 2to3 does, to the letter: a fixer a file, by 2to3's names."""
