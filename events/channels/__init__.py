"""The agenda outside of its pages: calendars, feeds and open data. Knows nothing of HTTP."""
