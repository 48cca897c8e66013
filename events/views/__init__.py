"""What the pages of the agenda show. One address each; import from here."""

from .agenda import agenda
from .archives import archives
from .channels import channel, date_calendar, schema
from .embedding import agenda_snippet, embedded_agenda
from .event import event, poster
from .follow import follow
from .guide_section import guide_section
from .letter import confirmation, leaving, letter
from .place_section import map_section, place_section
from .pole_section import pole_section
from .registration import registration, withdrawal
from .short import short

__all__ = [
    "agenda",
    "agenda_snippet",
    "archives",
    "channel",
    "confirmation",
    "date_calendar",
    "embedded_agenda",
    "event",
    "follow",
    "guide_section",
    "leaving",
    "letter",
    "map_section",
    "place_section",
    "pole_section",
    "poster",
    "registration",
    "schema",
    "short",
    "withdrawal",
]
