"""Ways of choosing calls and files. Reads only; writes are in ``ami.services``."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import (
    Case,
    DateField,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone
from wagtail.models import PageQuerySet

from ami.kinds import DRAFT, kinds
from ami.teams import READ, calls_led_by, calls_open_to, files_open_to
from core.text.matching import MatchingQuerySet
from core.text.words import stems

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_GRACE = timedelta(days=7)  # of a call, for drafts begun before its closing
MAX_SEARCHED = 200  # characters of what is typed in the search


class CallQuerySet(PageQuerySet):
    """Calls, by where they stand at a moment (now)."""

    def opened(self, moment: datetime | None = None) -> CallQuerySet:
        """Those online that take files."""
        moment = moment or timezone.now()
        started = Q(opens_at__lte=moment)
        return self.live().filter(started, Q(closes_at__gt=moment) | Q(closes_at=None))

    def by_urgency(self) -> CallQuerySet:
        """The first to close first."""
        return self.order_by(F("closes_at").asc(nulls_last=True), "opens_at", "pk")

    def by_opening(self) -> CallQuerySet:
        """The last to open first; those without a date before all."""
        return self.order_by(F("opens_at").desc(nulls_first=True), "-pk")

    def with_files_for(self, user: Any) -> CallQuerySet:
        """Those of which *user* may read files."""
        return self.filter(calls_open_to(user, READ))

    def led_by(self, user: Any) -> CallQuerySet:
        """Those whose team *user* may change."""
        return self.filter(calls_led_by(user))


def states_that_allow(action: str, role: str | None = None) -> list[str]:
    """Return the states, of any kind of call, from which *action* is possible, for *role*."""
    return sorted(
        {
            state
            for kind in kinds()
            for each in kind.transitions.transitions
            if each.action == action and (role is None or role in each.roles)
            for state in each.sources
        }
    )


def open_states() -> list[str]:
    """Return the states, of any kind of call, in which the service has something to do."""
    return sorted({key for kind in kinds() for key, state in kind.states.items() if state.is_open})


class DossierQuerySet(MatchingQuerySet):
    """Files that answer calls."""

    def open_to(self, user: Any, *actions: str) -> DossierQuerySet:
        """Those on which *user* has one of the rights *actions*, by the team of their call."""
        return self.filter(files_open_to(user, actions))

    def readable_by(self, user: Any) -> DossierQuerySet:
        """Those that *user* may read: what every screen of staff starts from."""
        return self.open_to(user, *READ)

    def drafts(self) -> DossierQuerySet:
        """Those that are not deposited."""
        return self.filter(state=DRAFT)

    def closing_before(self, moment: datetime, now: datetime) -> DossierQuerySet:
        """Drafts of a call online, whose time, or grace, ends after *now* and closes by *moment*.

        Wider than what may be deposited: each says the rest (``may_be_deposited_at``).
        """
        of_the_call = Q(call__closes_at__lte=moment, call__closes_at__gt=now - LONGEST_GRACE)
        its_own = Q(extended_until__lte=moment, extended_until__gt=now)
        return self.drafts().filter(of_the_call | its_own, call__live=True)

    def idle(self, now: datetime, before: timedelta = timedelta(0)) -> DossierQuerySet:
        """Drafts that nobody touched for as long as their kind keeps them, less *before*."""
        by_kind = [
            Q(kind=kind.slug, touched_at__lte=now - kind.drafts_kept + before) for kind in kinds()
        ]
        return self.drafts().filter(reduce(or_, by_kind))

    def to_erase(self, now: datetime | None = None) -> DossierQuerySet:
        """Drafts left alone although their carrier was told, once in time, of what would follow."""
        return self.idle(now or timezone.now()).filter(touched_at__lte=F("erasure_told_at"))

    def requests(self) -> DossierQuerySet:
        """Those that ask for a decision, and wait for one."""
        waiting = [
            Q(
                kind=kind.slug,
                state__in=[key for key, state in kind.states.items() if state.is_open],
            )
            for kind in kinds()
            if kind.is_request
        ]
        return self.filter(reduce(or_, waiting)) if waiting else self.none()

    def deposited(self) -> DossierQuerySet:
        """Those that the service has received, whatever became of them."""
        return self.exclude(state=DRAFT)

    def underway(self) -> DossierQuerySet:
        """Those for which the service still has something to do."""
        return self.filter(state__in=open_states())

    def overdue(self, today: date | None = None) -> DossierQuerySet:
        """Those whose completion was due before *today*, and has not come."""
        late = _completions().awaited().filter(due_on__lt=today or timezone.localdate())
        return self.filter(pk__in=late.order_by().values("dossier"))

    def deposited_late(self) -> DossierQuerySet:
        """Those deposited after the closing: in the grace of a draft, or in their own delay."""
        return self.filter(deposited_late=True)

    def wishing_a_meeting(self) -> DossierQuerySet:
        """Those whose carrier asks to be met."""
        return self.filter(wants_meeting="oui")

    def about(self, themes: Collection[str]) -> DossierQuerySet:
        """Those one of whose projects is of one of *themes*.

        Their list is read as text: SQLite has no other way that PostgreSQL knows too.
        """
        projects = apps.get_model("ami", "Project").objects.order_by()
        projects = projects.annotate(written=Cast("themes", TextField()))
        wanted = Q(pk__in=())
        for theme in themes:
            wanted |= Q(written__contains=f'"{theme}"')
        return self.filter(pk__in=projects.filter(wanted).values("dossier"))

    def found_by(self, text: str) -> DossierQuerySet:
        """Those that *text* names (number, address, a part of a name), or that hold its words."""
        text = text.strip()[:MAX_SEARCHED]
        named = Q()
        for column in ("number", "carrier_name", "contact_name", "access_email", "contact_email"):
            named |= Q(**{f"{column}__icontains": text})
        told = list(stems(text))
        if told:
            holding = self.model._default_manager.holding(told)
            named |= Q(pk__in=holding.order_by().values("pk"))
        return self.filter(named)

    def with_deadline(self) -> DossierQuerySet:
        """Add ``deadline``, the day of what comes next; none where nothing is waited for.

        It is that of the completion that is awaited, of the meeting that is agreed, of the answer
        that is ready; of a draft, the day until which it may be deposited.
        """
        of_file = {"dossier": OuterRef("pk")}
        due = _completions().awaited().filter(**of_file).order_by().values("due_on")
        meetings = apps.get_model("ami", "Meeting").objects.pending().filter(**of_file)
        met = meetings.order_by().annotate(day=TruncDate("starts_at")).values("day")
        answered = When(
            state__in=states_that_allow("envoyer-reponse"), then=TruncDate("call__results_at")
        )
        closed = When(state=DRAFT, then=TruncDate(Coalesce("extended_until", "call__closes_at")))
        return self.annotate(
            deadline=Coalesce(
                Subquery(due[:1]),
                Subquery(met[:1]),
                Case(answered, closed, output_field=DateField()),
                output_field=DateField(),
            )
        )

    def for_listing(self) -> DossierQuerySet:
        """Read with each all that a line of a listing says, and none of its answers."""
        projects = apps.get_model("ami", "Project").objects.only("dossier", "title", "position")
        return (
            self.select_related("call", "commune", "reviewer")
            .prefetch_related(Prefetch("projects", queryset=projects))
            .defer("definition", "frozen")
        )

    def in_order(self, ordering: str) -> DossierQuerySet:
        """Sort by a column, « -deposited_at » from the last; what has none comes last."""
        column = F(ordering.removeprefix("-"))
        if ordering.startswith("-"):
            return self.order_by(column.desc(nulls_last=True), "-pk")
        return self.order_by(column.asc(nulls_last=True), "pk")


def _completions() -> Any:
    return apps.get_model("ami", "Completion").objects
