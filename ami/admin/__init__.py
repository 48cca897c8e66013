"""Screens of staff: viewsets, panels, forms."""
