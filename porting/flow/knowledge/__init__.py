"""What is known of Python's library, and of functions that a project tells of."""
