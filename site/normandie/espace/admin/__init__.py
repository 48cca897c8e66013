"""Screens where staff look after the managers' space: review, trust, stale sheets, collective."""
