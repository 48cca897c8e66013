"""What is written of how places are managed, each in a transaction."""
