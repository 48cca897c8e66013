"""Dates of events, brought in line with their rules; the state of one date."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import LogContext, get_active_log_context, log

from core.rows import for_each
from core.text.french import weekday_date
from directory.models import PlacePage
from events.caches import agenda_cache
from events.dates import moved_from
from events.models import EventPage, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence import NoSuchTime, end_of, from_moment, to_moment
from events.services.registration_news import Told
from events.services.registrations import follow_change

Status = Occurrence.Status
# In the log of the page.
STATUS_CHANGED = "events.status"
PUT_OFF = "events.put_off"
STATES_LOST = "events.states_lost"
dates_changed = Signal()  # the dates to come of ``event`` were written again, in bulk
# What the rule and the place say of a date.
RULE_FIELDS = ("original_start", "starts_at", "ends_at", "place_id", "departement_id")


@transaction.atomic
def bring_up_to_date(event: EventPage) -> list[Occurrence]:
    """Make the dates to come of *event* those of its rule; return the states that are lost.

    A date is known again by its original start, else by its day: whoever moves a series from 18:00
    to 18:30 keeps the Tuesday that is cancelled. What is over stays as it was. A date for which
    people are registered is cancelled, and they are told, instead of going. Safe to repeat.
    """
    now = timezone.now()
    wanted = planned_moments(event, now)
    ahead = event.occurrences.select_for_update(of=("self",)).filter(original_start__gt=now)
    known = {occurrence.original_start: occurrence for occurrence in ahead}
    before = {occurrence.pk: _told(occurrence) for occurrence in known.values()}
    times = {occurrence.pk: Told.of(occurrence) for occurrence in known.values()}
    moved = _same_day(known, wanted)
    for start, occurrence in moved.items():
        known.pop(occurrence.original_start)
        _give_original_start(occurrence, start)
    leaving = [occurrence for start, occurrence in known.items() if start not in wanted]
    kept = {start: known[start] for start in wanted if start in known} | moved
    expected = _awaited(leaving)  # nobody else registers: the dates are locked
    for occurrence in expected:
        if occurrence.status != Status.CANCELLED:
            set_status(occurrence, Status.CANCELLED, occurrence.note)
    gone = [occurrence for occurrence in leaving if occurrence not in expected]
    Occurrence.objects.filter(pk__in=[occurrence.pk for occurrence in gone]).delete()
    changed = _write(event, wanted, kept, before)
    for occurrence in _awaited(changed):
        follow_change(occurrence, times[occurrence.pk])
    agenda_cache.invalidate()
    dates_changed.send(EventPage, event=event)
    return [occurrence for occurrence in gone if _has_state(occurrence)]


def extend_all() -> tuple[int, list[str]]:
    """Bring the dates of every published event up to date, so that they reach the horizon again.

    Return how many were added, and the events that could not be read, named.
    """
    before = Occurrence.objects.count()
    events = EventPage.objects.live().order_by("pk")
    failures = for_each(events.iterator(chunk_size=200), bring_up_to_date)
    return Occurrence.objects.count() - before, failures


@transaction.atomic
def follow_the_place(place: PlacePage, dates: OccurrenceQuerySet) -> None:
    """Give *dates*, whatever they are, their *place* and its département, as they are now.

    Those that are over follow too: the address that lists give them is under the one of the place.
    """
    departement = place.commune.departement_id
    apart = dates.exclude(place=place, departement=departement)
    apart.update(
        place=place,
        departement=departement,
        sequence=F("sequence") + 1,
        updated_at=timezone.now(),
    )
    agenda_cache.invalidate()


def states_lost_by(event: EventPage) -> list[Occurrence]:
    """Return the dates whose state would be lost if *event* were published as it is now."""
    leaving = _leaving(event)
    expected = _awaited(leaving)
    return [each for each in leaving if _has_state(each) and each not in expected]


def dates_cancelled_by(event: EventPage) -> list[Occurrence]:
    """Return the dates that this would cancel, since people are registered for them."""
    return _awaited(_leaving(event))


def _leaving(event: EventPage) -> list[Occurrence]:
    """Return the dates to come that *event*, as it is now, no longer gives."""
    now = timezone.now()
    wanted = planned_moments(event, now)
    known = {each.original_start: each for each in event.occurrences.filter(original_start__gt=now)}
    staying = {occurrence.pk for occurrence in _same_day(known, wanted).values()}
    return [
        occurrence
        for start, occurrence in known.items()
        if start not in wanted and occurrence.pk not in staying
    ]


def _awaited(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Return those for which somebody is registered, or waits."""
    if not occurrences:
        return []
    found = Occurrence.objects.chosen(each.pk for each in occurrences).with_registrations()
    pks = set(found.values_list("pk", flat=True))
    return [occurrence for occurrence in occurrences if occurrence.pk in pks]


def say_state(occurrence: Occurrence) -> str:
    """Say a date and what was said of it alone: « mardi 3 mars 2027 : complet, « Entrée B » »."""
    day = weekday_date(from_moment(occurrence.starts_at).date(), with_year=True)
    first = moved_from(occurrence)
    said = [
        occurrence.state.label.lower() if occurrence.state.is_notable else "",
        f"prévu d’abord {first}" if first else "",
        f"«\u00a0{occurrence.note}\u00a0»" if occurrence.note else "",
    ]
    return f"{day}\u00a0: {', '.join(filter(None, said))}"


def _has_state(occurrence: Occurrence) -> bool:
    """Whether something was said of this date alone, which goes with it."""
    put_elsewhere = occurrence.starts_at != occurrence.original_start
    return occurrence.status != Status.SCHEDULED or put_elsewhere or bool(occurrence.note)


def planned_moments(event: EventPage, after: datetime) -> dict[datetime, datetime]:
    """Return when the dates of the rule that begin after *after* start and end.

    A time that the clocks jump over is left out: it was refused when the event was written, and
    may come back as the horizon moves on.
    """
    found = {}
    for start in event.series.starts(event.horizon, since=from_moment(after).date()):
        try:
            moment, end = to_moment(start), to_moment(end_of(start, event.end_time))
        except NoSuchTime:
            continue
        if moment > after:
            found[moment] = end
    return found


def _same_day(
    known: dict[datetime, Occurrence], wanted: dict[datetime, datetime]
) -> dict[datetime, Occurrence]:
    """Pair the starts that are new with the dates that leave, where they fall on the same day."""
    leaving = _by_day(start for start in known if start not in wanted)
    return {
        starts[0]: known[leaving[day][0]]
        for day, starts in _by_day(start for start in wanted if start not in known).items()
        if len(starts) == 1 and len(leaving.get(day, ())) == 1
    }


def _by_day(moments: Iterable[datetime]) -> dict[date, list[datetime]]:
    days: dict[date, list[datetime]] = {}
    for moment in moments:
        days.setdefault(from_moment(moment).date(), []).append(moment)
    return days


def _give_original_start(occurrence: Occurrence, start: datetime) -> None:
    """Give *occurrence* another original start; a date that was put off stays where it was put."""
    if occurrence.starts_at == occurrence.original_start:
        occurrence.starts_at = start
    occurrence.original_start = start


def _write(
    event: EventPage,
    wanted: dict[datetime, datetime],
    kept: dict[datetime, Occurrence],
    before: dict[int, list[object]],
) -> list[Occurrence]:
    """Write what the rule gives; return the dates *kept* that are no longer as they were."""
    place = event.place
    departement = place.commune.departement_id
    for start, occurrence in kept.items():
        if occurrence.starts_at == start:
            occurrence.ends_at = wanted[start]
        occurrence.place, occurrence.departement_id = place, departement
    changed = [each for each in kept.values() if _told(each) != before[each.pk]]
    for occurrence in changed:
        occurrence.sequence += 1
        occurrence.updated_at = timezone.now()
    Occurrence.objects.bulk_update(
        changed, [*RULE_FIELDS, "sequence", "updated_at"], batch_size=200
    )
    Occurrence.objects.bulk_create(
        [
            Occurrence(
                event=event,
                place=place,
                departement_id=departement,
                original_start=start,
                starts_at=start,
                ends_at=end,
            )
            for start, end in wanted.items()
            if start not in kept
        ],
        batch_size=500,
    )
    return changed


def _told(occurrence: Occurrence) -> list[object]:
    return [getattr(occurrence, name) for name in RULE_FIELDS]


@transaction.atomic
def set_status(
    occurrence: Occurrence,
    status: str,
    note: str = "",
    *,
    user: object = None,
    from_source: bool = False,
) -> None:
    """Give a date its state, at once and without moderation; the log says who did it.

    Those who are registered for it are told; the seats that this frees go to who waits.

    What the place says holds until it says otherwise; what comes *from_source*, until the source
    does.

    Raises:
        ValueError: *status* is not one of ``Occurrence.Status``.
    """
    before = Told.of(occurrence)
    occurrence.status = Status(status)
    occurrence.note = note
    occurrence.status_from_source = from_source
    occurrence.sequence += 1
    occurrence.save(
        update_fields=["status", "note", "status_from_source", "sequence", "updated_at"]
    )
    data = {"date": occurrence.starts_at.isoformat(), "status": occurrence.status}
    _log(occurrence, STATUS_CHANGED, data, user)
    follow_change(occurrence, before)
    agenda_cache.invalidate()


@transaction.atomic
def put_off(
    occurrence: Occurrence,
    start: datetime,
    end: datetime,
    *,
    user: object = None,
    from_source: bool = False,
) -> None:
    """Put a date elsewhere, from *start* to *end* (aware); pages say when it was first told for.

    At once and without moderation, and *from_source*, as for its state; the log says who did it,
    and those who are registered are told.
    """
    before = Told.of(occurrence)
    data = {
        "date": occurrence.starts_at.isoformat(),
        "start": start.isoformat(),
        "end": end.isoformat(),
    }
    occurrence.starts_at, occurrence.ends_at = start, end
    occurrence.times_from_source = from_source
    occurrence.sequence += 1
    occurrence.save(
        update_fields=["starts_at", "ends_at", "times_from_source", "sequence", "updated_at"]
    )
    _log(occurrence, PUT_OFF, data, user)
    follow_change(occurrence, before)
    agenda_cache.invalidate()


def _log(occurrence: Occurrence, action: str, data: dict[str, str], user: object) -> None:
    """Write in the log of the page what became of a date.

    The history shows one line of each kind for a context: each date has its own.
    """
    with LogContext(user=user or get_active_log_context().user):
        log(instance=occurrence.event, action=action, data=data)
