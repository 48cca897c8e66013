"""What managers write, each in a transaction."""
