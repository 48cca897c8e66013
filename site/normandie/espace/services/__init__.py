"""What is written from the managers' space, each in a transaction."""
