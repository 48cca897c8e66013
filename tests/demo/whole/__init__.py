"""A package, for its demo to go with its last test."""
