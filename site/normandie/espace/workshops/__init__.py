"""The workshops of a place as its managers read them. Reads only."""
