"""What screens of the admin are made of, whichever app they are of."""
