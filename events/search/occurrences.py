"""From what is asked to the dates of the agenda."""

from collections.abc import Iterator
from datetime import date, datetime

from directory.models import PlacePage
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet

from . import facets
from .criteria import Criteria
from .periods import FURTHEST, last_day


def find(criteria: Criteria, moment: datetime | None = None) -> OccurrenceQuerySet:
    """Return the published dates that fit *criteria* and are not over at *moment* (now)."""
    return facets.narrow(candidates(criteria, moment), criteria.filters)


def candidates(criteria: Criteria, moment: datetime | None = None) -> OccurrenceQuerySet:
    """Return the published dates to come that fit all but the filters: days, point, place."""
    published = Occurrence.objects.published()
    return _where(published.upcoming(moment, *days_of(criteria)), criteria)


def find_on(days: list[date], criteria: Criteria, moment: datetime) -> Iterator[OccurrenceQuerySet]:
    """Yield, for each of *days*, the dates that fit all but the days and are not over."""
    dates = find_whenever(criteria).filter(ends_at__gt=moment)
    for day in days:
        yield dates.on(day)


def find_past(criteria: Criteria, moment: datetime | None = None) -> OccurrenceQuerySet:
    """Return the published dates that are over, the latest first, whatever the days asked."""
    return find_whenever(criteria).past(moment)


def find_whenever(criteria: Criteria) -> OccurrenceQuerySet:
    """Return the published dates that fit *criteria*, over or to come, whatever the days asked."""
    return facets.narrow(_where(Occurrence.objects.published(), criteria), criteria.filters)


def days_of(criteria: Criteria) -> tuple[date | None, date | None]:
    """Return the first and the last day asked, if any."""
    if criteria.period:
        period = criteria.period
        return period.first, period.last or period.first + FURTHEST
    if criteria.month:
        return criteria.month, last_day(criteria.month)
    return None, None


def _where(dates: OccurrenceQuerySet, criteria: Criteria) -> OccurrenceQuerySet:
    if criteria.places:
        dates = dates.filter(place__in=criteria.places)
    if criteria.centre:
        centre = criteria.centre
        places = PlacePage.objects.near(centre.latitude, centre.longitude, criteria.radius)
        dates = dates.filter(place__in=places.order_by().values("pk"))
    return dates
