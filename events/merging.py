"""What becomes of the dates of a sheet that is merged in another: they move with their events."""

from directory.services.merging import follows

follows("events.Occurrence.place")
