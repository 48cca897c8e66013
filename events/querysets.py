"""Ways of choosing dates. Reads only; writes are in ``events.services``."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.recurrence import LONGEST, to_moment


class OccurrenceQuerySet(QuerySet):
    """Dates of events."""

    def published(self) -> OccurrenceQuerySet:
        """Dates that any visitor may see: of published events of published places.

        Restrictions are few: the database reads them once, and joins them to no row.
        """
        restricted = PageViewRestriction.objects.values("page_id")
        shown = self.filter(event__live=True, place__live=True)
        return shown.exclude(event__in=restricted).exclude(place__in=restricted)

    def upcoming(self, moment: datetime | None = None) -> OccurrenceQuerySet:
        """Dates that are not over at *moment* (aware; now by default), the first one first.

        No date lasts longer than ``LONGEST``: said of its start too, the database begins there in
        the index that gives the order, and reads nothing of the past.
        """
        moment = moment or timezone.now()
        ahead = self.filter(starts_at__gt=moment - LONGEST, ends_at__gt=moment)
        return ahead.order_by("starts_at", "pk")

    def past(self, moment: datetime | None = None) -> OccurrenceQuerySet:
        """Dates that are over at *moment* (aware; now by default), the latest first."""
        moment = moment or timezone.now()
        over = self.filter(starts_at__lt=moment, ends_at__lte=moment)  # the first for the index
        return over.order_by("-starts_at", "-pk")

    def between(self, first: date, last: date) -> OccurrenceQuerySet:
        """Dates that begin on the local days from *first* to *last*, both included."""
        start = to_moment(datetime.combine(first, time.min))
        end = to_moment(datetime.combine(last + timedelta(days=1), time.min))
        return self.filter(starts_at__gte=start, starts_at__lt=end)
