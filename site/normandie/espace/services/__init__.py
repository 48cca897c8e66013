"""What managers write, each deed in a transaction."""
