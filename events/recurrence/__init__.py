"""Dates that come again: rules expanded in local time. Touches no database."""

from .sentence import SEVERAL, sentence
from .series import HORIZON, MOST_DATES, YEARS, BadRule, Series, read_rule
from .wall_time import LONGEST, NoSuchTime, end_of, from_moment, to_moment, zone

__all__ = [
    "HORIZON",
    "LONGEST",
    "MOST_DATES",
    "SEVERAL",
    "YEARS",
    "BadRule",
    "NoSuchTime",
    "Series",
    "end_of",
    "from_moment",
    "read_rule",
    "sentence",
    "to_moment",
    "zone",
]
