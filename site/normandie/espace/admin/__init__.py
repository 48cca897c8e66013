"""Screens of staff about what managers do: review, trust, stale sheets."""
