"""Writes of the directory: whatever changes places goes through here."""

from .refresh import refresh_place, refresh_places

__all__ = ["refresh_place", "refresh_places"]
