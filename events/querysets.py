"""Ways of choosing dates. Reads only; writes are in ``events.services``.

What they ask of other tables is asked by subqueries, never by joins: a database that joins may
well read all the places first, and sort what it finds, where the first dates of an index are
enough (docs/decisions/0016-cost-of-the-agenda.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import cast

from django.db.models import BooleanField, Exists, F, Func, Model, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from wagtail.models import Page

from core.pages.access import open_within_the_site
from directory.models import DirectoryPage
from events.recurrence import LONGEST, to_moment
from events.states import STATES

BY_START = ("starts_at", "pk")


@cache
def directory_is_open() -> RawSQL:
    """Return whether pages outside the directory may show what is in it, in a query.

    Written once, for nearly every page of the site asks it.
    """
    directory = open_within_the_site(DirectoryPage.objects.all()).order_by()
    sql, params = directory.values("pk").query.sql_with_params()
    return RawSQL(f"EXISTS ({sql})", params, BooleanField())  # noqa: S611 -- of Django


class PageIsOpen(Func):
    """Whether a page, told by its id, is published and not closed by itself.

    In the words of the database: Django would write two subqueries anew in each query.
    """

    template = (
        "(EXISTS (SELECT 1 FROM wagtailcore_page p WHERE p.id = %(expressions)s AND p.live)"
        " AND %(expressions)s NOT IN (SELECT r.page_id FROM wagtailcore_pageviewrestriction r))"
    )
    arity = 1
    output_field = BooleanField()


class OccurrenceQuerySet(QuerySet):
    """Dates of events."""

    def published(self) -> OccurrenceQuerySet:
        """Dates that any visitor may see: those of the directory, where it is for everyone.

        The directory is asked for by itself, not for each date.
        """
        return self.filter(directory_is_open()).in_directory()

    def in_directory(self) -> OccurrenceQuerySet:
        """Dates that who reads the directory may see: of published events of published places."""
        return self.filter(PageIsOpen("event_id"), PageIsOpen("place_id"))

    def of_event(self, event: Page) -> OccurrenceQuerySet:
        """Dates of *event*."""
        return self.filter(event=event)

    def whole_of(self, event: Page) -> OccurrenceQuerySet:
        """Dates of *event*, with what saying one needs."""
        return self.of_event(event).select_related("event", "place__commune")

    def awaited_by(self, registration: Model) -> OccurrenceQuerySet:
        """The date of *registration*, if it is among these."""
        return self.filter(registrations=registration)

    def with_registrations(self) -> OccurrenceQuerySet:
        """Dates for which somebody is registered, or waits."""
        from events.models import Registration  # whose dates these are

        return self.filter(Exists(Registration.objects.filter(occurrence=OuterRef("pk"))))

    def chosen(self, pks: Iterable[int]) -> OccurrenceQuerySet:
        """Dates of these *pks*."""
        return self.filter(pk__in=list(pks))

    def at_place(self, pk: int | None) -> OccurrenceQuerySet:
        """Dates at the place *pk*; none at a place that is not saved yet."""
        return self.filter(place=pk)

    def at_places(self, places: QuerySet) -> OccurrenceQuerySet:
        """Dates at these *places*, asked by a subquery."""
        return self.filter(place__in=places.order_by().values("pk"))

    def places(self) -> dict[str, str]:
        """Return the titles of the places of these dates by their slugs, in the order of titles."""
        found = self.order_by("place__sort_name").values_list("place__slug", "place__title")
        return dict(found.distinct())

    def upcoming(
        self, moment: datetime | None = None, first: date | None = None, last: date | None = None
    ) -> OccurrenceQuerySet:
        """Dates that are not over, the first one first.

        Args:
            moment: when they must not be over (aware; now by default).
            first: the local day from which they begin; any by default.
            last: the local day until which they begin; any by default.
        """
        moment = moment or timezone.now()
        return self.starting(moment, first, last).filter(ends_at__gt=moment).order_by(*BY_START)

    def starting(
        self, moment: datetime, first: date | None = None, last: date | None = None
    ) -> OccurrenceQuerySet:
        """Dates whose start says that they may not be over at *moment*, on the days given.

        The database then begins there in the index that gives the order, and reads nothing before.
        """
        earliest = moment - LONGEST
        if first:
            earliest = max(earliest, midnight(first))
        found = self.filter(starts_at__gte=earliest)
        return found.filter(starts_at__lt=end_of_day(last)) if last else found

    def held(self) -> OccurrenceQuerySet:
        """Dates that people may still come to: see ``Occurrence.is_held``."""
        never = [status for status, state in STATES.items() if not state.held_elsewhere]
        without_a_day = [status for status, state in STATES.items() if not state.held]
        return self.exclude(
            Q(status__in=never) | Q(status__in=without_a_day, starts_at=F("original_start"))
        )

    def between(self, first: date, last: date) -> OccurrenceQuerySet:
        """Dates that begin from the local day *first* to *last*."""
        return self.filter(starts_at__gte=midnight(first), starts_at__lt=end_of_day(last))

    def past(self, moment: datetime | None = None) -> OccurrenceQuerySet:
        """Dates that are over at *moment* (aware; now by default), the latest first."""
        moment = moment or timezone.now()
        over = self.filter(starts_at__lt=moment, ends_at__lte=moment)  # the first for the index
        return over.order_by("-starts_at", "-pk")

    def whole(self, *related: str) -> OccurrenceQuerySet:
        """These dates, a slice of them or few, with their *related* rows, in one query."""
        chosen: QuerySet = self
        if self.query.is_sliced:
            chosen = self.model._default_manager.filter(pk__in=self.values("pk"))
        return (
            cast(OccurrenceQuerySet, chosen)
            .select_related(*related)
            .order_by(*self.query.order_by or BY_START)
        )


def midnight(day: date) -> datetime:
    """Return when the local *day* begins."""
    return to_moment(datetime.combine(day, time.min))


def end_of_day(day: date) -> datetime:
    """Return when the local *day* is over: when the next one begins."""
    return midnight(day + timedelta(days=1))
