"""Screens where staff look after the managers' space."""
