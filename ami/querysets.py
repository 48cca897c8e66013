"""Ways of choosing calls and files. Reads only; writes are in ``ami.services``."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
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
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate
from django.utils import timezone
from wagtail.models import PageQuerySet

from ami.kinds import DRAFT, kinds, unanswered_states
from ami.teams import READ, calls_led_by, calls_open_to, files_open_to
from core.text.matching import MatchingQuerySet
from core.text.words import stems
from core.workflow import SYSTEM

if TYPE_CHECKING:
    from collections.abc import Collection

    from ami.models.call import CallPage

LONGEST_GRACE = timedelta(days=7)  # of a call, for drafts begun before its closing
MAX_SEARCHED = 200  # characters of what is typed in the search


class CallQuerySet(PageQuerySet):
    """Calls, by where they stand at a moment (now)."""

    def opened(self, moment: datetime | None = None) -> CallQuerySet:
        """Those online that take files."""
        moment = moment or timezone.now()
        started = Q(opens_at__lte=moment)
        return self.live().filter(started, Q(closes_at__gt=moment) | Q(closes_at=None))

    def for_label(self, label: Any) -> CallQuerySet:
        """Those by which *label* is asked for."""
        return self.filter(requirements__label=label)

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
    return sorted({state for kind in kinds() for state in kind.open_states()})


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

    def served(self, call: CallPage, today: date | None = None) -> DossierQuerySet:
        """Those of *call* whose administrative use is over *today*: nothing is left to do.

        It is counted from the last thing that happened to the file, in the years of the call.
        """
        return self._at_rest(call, today).filter(state__in=call.call_kind.finished_states())

    def left_unfinished(self, call: CallPage) -> DossierQuerySet:
        """Those of *call* as old, that nobody has closed: they are in no bordereau until then."""
        return self._at_rest(call).exclude(state__in=call.call_kind.finished_states())

    def _at_rest(self, call: CallPage, today: date | None = None) -> DossierQuerySet:
        years = relativedelta(years=call.retention_years)
        day = (today or timezone.localdate()) - years
        last = timezone.make_aware(datetime.combine(day, time.min))
        return (
            self.deposited()
            .filter(call=call, deposited_at__lt=last)
            .exclude(history__at__gte=last)
            .exclude(messages__sent_at__gte=last)
            .exclude(follow_ups__sent_at__gte=last)
        )

    def to_eliminate(self, call: CallPage, today: date | None = None) -> DossierQuerySet:
        """Those of *call* that have served, and are in no bordereau: neither kept, nor proposed."""
        return self.served(call, today).filter(bordereau_line=None)

    def requests(self) -> DossierQuerySet:
        """Those that ask for a decision, and wait for one."""
        asking = (kind for kind in kinds() if kind.is_request)
        waiting = [Q(kind=kind.slug, state__in=kind.open_states()) for kind in asking]
        return self.filter(reduce(or_, waiting)) if waiting else self.none()

    def deposited(self) -> DossierQuerySet:
        """Those that the service has received, whatever became of them."""
        return self.exclude(state=DRAFT)

    def underway(self) -> DossierQuerySet:
        """Those for which the service still has something to do."""
        return self.filter(state__in=open_states())

    def overdue(self, today: date | None = None) -> DossierQuerySet:
        """Those whose completion was due before *today*, and has not come."""
        late = _rows("Completion").awaited().filter(due_on__lt=today or timezone.localdate())
        return self.filter(pk__in=late.order_by().values("dossier"))

    def awaiting_opinion(self) -> DossierQuerySet:
        """Those on which an outside expert has an opinion to give."""
        return self.filter(pk__in=_rows("Opinion").awaited().order_by().values("dossier"))

    def opinion_overdue(self, today: date | None = None) -> DossierQuerySet:
        """Those an opinion on which was due before *today*, and has not come."""
        return self.filter(pk__in=_rows("Opinion").overdue(today).order_by().values("dossier"))

    def deposited_late(self) -> DossierQuerySet:
        """Those deposited after the closing: in the grace of a draft, or in their own delay."""
        return self.filter(deposited_late=True)

    def wishing_a_meeting(self) -> DossierQuerySet:
        """Those whose carrier asks to be met."""
        return self.filter(wants_meeting="oui")

    def unassessed(self, author: Any = None) -> DossierQuerySet:
        """Those that wait for an answer and that nobody, or not *author*, read by their grid."""
        with_grid = apps.get_model("ami", "CallCriterion").objects.order_by().values("call")
        read = apps.get_model("ami", "Assessment").objects.order_by()
        read = read.filter(author=author) if author else read
        found = self.filter(state__in=unanswered_states(), call__in=with_grid)
        return found.exclude(pk__in=read.values("dossier"))

    def divided(self) -> DossierQuerySet:
        """Those whose reviewers are opposed on one criterion at least."""
        opposed = apps.get_model("ami", "Rating").objects.opposed()
        return self.filter(pk__in=opposed.values("assessment__dossier"))

    def unread(self) -> DossierQuerySet:
        """Those whose carrier wrote what the service has not read."""
        unread = _rows("Message").filter(from_service=False, read_at=None)
        return self.deposited().filter(pk__in=unread.order_by().values("dossier"))

    def completed(self) -> DossierQuerySet:
        """Those whose carrier sent a completion that the service has not read."""
        unread = _rows("Completion").sent().filter(read_at=None)
        return self.filter(pk__in=unread.order_by().values("dossier"))

    def mentioning(self, user: Any) -> DossierQuerySet:
        """Those that *user* has not opened since a note called them."""
        calling = _rows("Mention").unseen().filter(user=user.pk)
        return self.filter(pk__in=calling.order_by().values("note__dossier"))

    def just_entrusted(self) -> DossierQuerySet:
        """Those that their reviewer has not opened since somebody entrusted them."""
        return self.filter(entrusted_at__isnull=False)

    def tagged(self, tags: Collection[Any]) -> DossierQuerySet:
        """Those that bear one of *tags*."""
        bearing = self.model.tags.through.objects.filter(dossiertag__in=tags)
        return self.filter(pk__in=bearing.values("dossier"))

    def due_before(self, last: date, today: date | None = None) -> DossierQuerySet:
        """Those still studied whose ``deadline`` comes from *today* to the day *last*, included."""
        dated = self.model._default_manager.underway().with_deadline().order_by()
        near = dated.filter(deadline__gte=today or timezone.localdate(), deadline__lte=last)
        return self.filter(pk__in=near.values("pk"))

    def meeting_to_settle(self, now: datetime | None = None) -> DossierQuerySet:
        """Those whose meeting has passed, and of which nobody noted what became of it.

        Or whose carrier took none of the slots, and all have passed.
        """
        now = now or timezone.now()
        pending = _rows("Meeting").pending().order_by()
        proposed = pending.filter(starts_at=None).only("dossier", "slots")
        lapsed = [each.dossier_id for each in proposed if not each.proposed_slots(now)]
        over = pending.filter(starts_at__lt=now).values("dossier")
        return self.filter(Q(pk__in=over) | Q(pk__in=lapsed))

    def unanswered(self, now: datetime | None = None) -> DossierQuerySet:
        """Those still studied past the date that their call announced for the answers."""
        announced = Q(call__results_at__lte=now or timezone.now())
        return self.underway().filter(announced, result_told_at=None)

    def with_last_step(self) -> DossierQuerySet:
        """Add ``last_step``: when the service, the carrier or an expert last did something."""
        history = apps.get_model("core", "HistoryEntry").objects.filter(
            content_type=ContentType.objects.get_for_model(self.model), object_id=OuterRef("pk")
        )
        moments = {
            "Message": F("sent_at"),
            "InternalNote": F("written_at"),
            "Assessment": F("saved_at"),
            "Opinion": Coalesce("answered_at", "revoked_at", "extended_at", "asked_at"),
        }
        of_file = {"dossier": OuterRef("pk")}
        rows = (_rows(each).filter(**of_file).annotate(at=at) for each, at in moments.items())
        steps = (each.order_by("-at").values("at")[:1] for each in (history, *rows))
        begun = Coalesce("deposited_at", "created_at")
        return self.annotate(
            last_step=Greatest(*(Coalesce(Subquery(each), begun) for each in steps))
        )

    def quiet(self, before: datetime) -> DossierQuerySet:
        """Those that wait for the service, and of which nothing was done since *before*.

        Not those that wait for their carrier, for a meeting, or for the date of the results.
        """
        studied = self.model._default_manager.underway().order_by()
        studied = studied.exclude(pk__in=_rows("Completion").awaited().order_by().values("dossier"))
        studied = studied.exclude(pk__in=_rows("Meeting").pending().order_by().values("dossier"))
        studied = studied.exclude(state__in=states_that_allow("envoyer-reponse", SYSTEM))
        quiet = studied.filter(result_told_at=None).with_last_step().filter(last_step__lt=before)
        return self.filter(pk__in=quiet.values("pk"))

    def about(self, themes: Collection[str]) -> DossierQuerySet:
        """Those one of whose projects is of one of *themes*.

        Their list is read as text: SQLite has no other way that PostgreSQL knows too.
        """
        projects = _rows("Project").order_by()
        projects = projects.annotate(written=Cast("themes", TextField()))
        wanted = Q(pk__in=())
        for theme in themes:
            wanted |= Q(written__contains=f'"{theme}"')
        return self.filter(pk__in=projects.filter(wanted).values("dossier"))

    def found_by(self, text: str) -> DossierQuerySet:
        """Those that *text* names (number, address, a part of a name), or that hold its words."""
        from ami.search_engine import keys_holding  # which knows the models

        text = text.strip()[:MAX_SEARCHED]
        named = Q()
        for column in ("number", "carrier_name", "contact_name", "access_email", "contact_email"):
            named |= Q(**{f"{column}__icontains": text})
        told = list(stems(text))
        if told:
            keys = keys_holding(told)
            holding = self.model._default_manager.holding(told).order_by()
            named |= Q(pk__in=holding.values("pk") if keys is None else keys)
        return self.filter(named)

    def with_deadline(self) -> DossierQuerySet:
        """Add ``deadline``, the day of what comes next; none where nothing is waited for.

        It is that of the completion that is awaited, of the meeting that is agreed, of the answer
        that is ready; of a draft, the day when the call closes for it.
        """
        of_file = {"dossier": OuterRef("pk")}
        due = _rows("Completion").awaited().filter(**of_file).order_by().values("due_on")
        meetings = _rows("Meeting").pending().filter(**of_file)
        met = meetings.order_by().annotate(day=TruncDate("starts_at")).values("day")
        answered = When(
            state__in=states_that_allow("envoyer-reponse"), then=TruncDate("call__results_at")
        )
        # As ``Dossier.closes_at``: SQLite and PostgreSQL disagree on the greatest of a null.
        closes_at = Greatest("call__closes_at", Coalesce("extended_until", "call__closes_at"))
        closed = When(state=DRAFT, call__closes_at__isnull=False, then=TruncDate(closes_at))
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
        projects = _rows("Project").only("dossier", "title", "position")
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


def _rows(model: str) -> Any:
    """Return the rows of a model of this app, which imports this module."""
    return apps.get_model("ami", model).objects
