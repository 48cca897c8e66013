"""What is read from the managers' space, from what an address asks."""
