"""What screens of staff are made of, whichever app they are of."""
