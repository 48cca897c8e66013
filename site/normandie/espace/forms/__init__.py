"""What managers type of their places."""
