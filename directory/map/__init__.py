"""What the maps show: the places, when they are open, the outlines beneath. Reads only."""
