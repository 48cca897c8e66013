"""What makes a place known: codes, papers for its door and its walls, frames for its own site."""
