"""The pictures of the demo's invented places, drawn: no real place, and nobody's face."""
