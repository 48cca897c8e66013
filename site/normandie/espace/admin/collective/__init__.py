"""Screens of the collective: what the team tells managers, and what they write."""
