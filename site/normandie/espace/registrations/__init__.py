"""What managers read of those who register for their dates; the writing is in ``events``."""
