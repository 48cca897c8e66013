"""What is kept of the agenda, until an event, a date or a place changes."""

from core.cache import VersionedCache

agenda_cache = VersionedCache("agenda")
