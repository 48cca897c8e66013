"""What is written about files: drafts, deposit, what follows."""
