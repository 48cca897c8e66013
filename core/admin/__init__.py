"""What screens of staff are made of."""
