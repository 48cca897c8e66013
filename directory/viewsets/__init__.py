"""Screens of the directory in the admin."""
