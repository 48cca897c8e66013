"""What managers do, each deed in a transaction."""
