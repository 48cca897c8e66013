"""« J’ai besoin de… »: from a need in everyday words to three places, in three questions."""
