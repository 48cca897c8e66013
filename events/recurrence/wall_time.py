"""From the time on the wall to a moment, in the time zone of the region.

Workshops are told in wall time (« chaque mardi à 18 h »): a rule is expanded in naive local time,
and the zone is attached last. Expanding in UTC would move them by an hour at each clock change.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from core.text.french import day_of_month, time_of_day

LONGEST = timedelta(hours=25)  # a date: a whole day, of the night when the clocks go back


class NoSuchTime(ValueError):
    """The clocks go forward over that time; the message says so in French."""


def zone() -> ZoneInfo:
    """Return the time zone of the region."""
    return ZoneInfo(settings.REGION.timezone)


def to_moment(wall: datetime) -> datetime:
    """Return the moment of a naive local time; of a time that comes twice, the first.

    Raises:
        NoSuchTime: the clocks jump over *wall*, such as 2:30 on 29 March 2026.
    """
    moment = wall.replace(tzinfo=zone())
    if from_moment(moment) != wall:
        said = time_of_day(wall)
        day = day_of_month(wall.date(), with_year=True)
        raise NoSuchTime(
            f"{said} n’existe pas le {day}\u00a0: cette nuit-là, les horloges avancent d’une heure."
        )
    return moment


def from_moment(moment: datetime) -> datetime:
    """Return what the clocks of the region say at *moment* (aware), as a naive time."""
    utc = moment.astimezone(ZoneInfo("UTC"))
    return utc.astimezone(zone()).replace(tzinfo=None, fold=0)


def end_of(start: datetime, end_time: time) -> datetime:
    """Return the naive end of what begins at *start* and ends at the clock time *end_time*.

    A time that is not later than the start is one of the next day: 22:00 to 2:00.
    """
    end = datetime.combine(start.date(), end_time)
    return end if end > start else end + timedelta(days=1)
