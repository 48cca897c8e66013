"""Benches, drawings and generators of data: an app of development alone, that no other imports."""
