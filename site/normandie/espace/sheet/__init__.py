"""The sheet of a place as its managers change it: one subject at a time, each with its units."""
