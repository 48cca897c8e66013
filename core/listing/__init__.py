"""Lists that visitors narrow and turn the pages of."""
