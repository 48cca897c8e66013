"""How the admin lays out what staff edit."""

from .place import place_edit_handler
from .pole import pole_edit_handler

__all__ = ["place_edit_handler", "pole_edit_handler"]
