"""Screens of the agenda in the admin."""
