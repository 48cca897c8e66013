"""Invented places, complete, of every kind: what the real data of the network cannot show yet.

One file for each in ``places/``; their pictures are drawn by ``manage.py draw_demo_photos``.
"""

from .loading import create_example_places

__all__ = ["create_example_places"]
