"""What fixers ask: about names, where a node stands, and what a file as a whole does."""
