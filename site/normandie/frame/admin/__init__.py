"""Screens of staff: panels, forms."""
