"""Measures of pages on synthetic places and dates."""
