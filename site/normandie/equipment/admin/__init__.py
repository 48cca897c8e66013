"""Screens of staff: the pooled kits, and their loans."""
