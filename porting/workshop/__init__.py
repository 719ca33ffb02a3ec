"""The workshop: exercises in porting, graded by what a port does."""
