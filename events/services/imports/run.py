"""The run of an import: for each event a transaction, between which others write."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.logs import where_failed
from core.text.french import uncapitalised
from core.text.words import fold_name
from core.write_lock import sharing_write_lock
from directory.models import PlacePage
from events.models import EventPage
from events.services.occurrences import planned_moments
from events.services.slugs import free_slug
from events.sources import Item, NotPublic, Removed, Unreadable, read_events

from .dates import cancel_dates, follow_source
from .known import free_uid, known_as, pair
from .report import EventReport, Remark

UNFORESEEN = "une erreur imprévue empêche de l’enregistrer"
EMPTY = "La source ne contient plus aucun événement connu ici\u00a0: rien n’a été annulé."

# An event, whether it changed, and what there is to say of it.
Written = tuple[EventPage, bool, list[str]]

logger = logging.getLogger(__name__)


def import_events(
    place: PlacePage,
    content: bytes,
    *,
    source: str,
    publish: bool = False,
    cancel_missing: bool = True,
    user: Any = None,
    dry_run: bool = False,
) -> EventReport:
    """Create or update, under *place*, the events of *content*, recognised by their UID.

    One that is stopped half way leaves whole events; told again, it goes on.

    Args:
        place: whose events they are.
        content: iCalendar, or JSON in OpenAgenda's shape.
        source: what the events say of where they come from.
        publish: else they are drafts, for the team to read again.
        cancel_missing: cancel the dates to come of the events of *source* that it no longer holds.
        user: who imports, for the history of the pages.
        dry_run: tells what would be done of each event, and keeps nothing of it.

    Raises:
        Unreadable: the file as a whole cannot be read; nothing is written.
    """
    told = read_events(content)
    run = _Import(place, source, publish, cancel_missing, user, dry_run)
    run.report.notices += told.warnings
    for uid, found in sharing_write_lock(told.events):
        run.take(uid, found)
    if told.is_whole:
        run.tell_missing()
    return run.report


@dataclass
class _Import:
    place: PlacePage
    source: str
    publish: bool
    cancel_missing: bool
    user: Any
    dry_run: bool
    report: EventReport = field(default_factory=EventReport)
    held: set[int] = field(default_factory=set)  # events of ours of which the source was heard

    @contextmanager
    def _short_transaction(self) -> Iterator[None]:
        with transaction.atomic():
            yield
            if self.dry_run:
                transaction.set_rollback(True)

    def take(self, uid: str, found: Sequence[Item] | Unreadable) -> None:
        """Take what an identifier of the source makes; what goes wrong with it costs no other."""
        with self._short_transaction():
            self._take_all(uid, found)

    def _take_all(self, uid: str, found: Sequence[Item] | Unreadable) -> None:
        known = known_as(uid)
        self.held |= {event.pk for event in known}
        if isinstance(found, Unreadable):
            self._refuse(uid, found, known)
            return
        if _tells_dates_alone(found[0], known):
            for series in known:
                self._take(found[0], series)
            if not known:
                self._take(found[0], None)
            return
        paired = pair(found, known)
        for item, event in zip(found, paired, strict=True):
            self._take(item, event)
        for event in known:
            if event not in paired and self._is_here(event):
                self._leave(event, "ces heures ne sont plus à la source")

    def _take(self, item: Item, event: EventPage | None) -> None:
        title = item.fields.get("title") or (event.title if event else "")
        self._apart(item.uid, title, partial(self._write, item, event))

    def _apart(self, uid: str, title: str, work: Callable[[], object]) -> None:
        """Do *work* on one event: what goes wrong with it is said, and costs no other."""
        try:
            with transaction.atomic():
                work()
        except ValidationError as error:
            self.report.refused.append(Remark(uid, _said(error), title))
        except Exception as error:  # noqa: BLE001  (it costs that event alone)
            logger.error("an event was not imported: %s", where_failed(error))
            self.report.refused.append(Remark(uid, UNFORESEEN, title))

    def _write(self, item: Item, known: EventPage | None) -> None:
        event, changed, unsaid = self._create(item) if known is None else self._update(item, known)
        if not self.dry_run:  # a key that is given back may be another's
            self.held.add(event.pk)
        outcome = self.report.created if known is None else self.report.updated
        (outcome if changed else self.report.unchanged).append(event.title)
        warnings = [*item.warnings, *_elsewhere(item, self.place), *unsaid]
        self.report.warn(item.uid, event.title, warnings)

    def _create(self, item: Item) -> Written:
        if item.only_states:
            raise ValidationError("il est annulé à la source, et n’est pas connu ici")
        event = EventPage(
            uid=free_uid(item),
            source=self.source,
            source_sequence=item.sequence,
            live=False,
            slug=free_slug(item.fields["title"], self.place),
            **item.fields | item.first_fields,
        )
        self.place.add_child(instance=event)
        event.full_clean()
        if not planned_moments(event, timezone.now()):
            raise ValidationError("toutes ses dates sont passées")
        self._save(event)
        return event, True, follow_source(event, item, self.user)[1]

    def _update(self, item: Item, known: EventPage) -> Written:
        if not self._is_here(known):
            raise ValidationError("cet événement est déjà celui d’un autre lieu")
        if _is_older(item, known):
            return known, False, ["cette version est plus ancienne que celle d’ici, qui reste"]
        if _tells_dates_alone(item, [known]):
            return known, *follow_source(known, item, self.user)
        event = known.get_latest_revision_as_object()
        told = item.fields | {"source": self.source}
        if item.sequence is not None:
            told["source_sequence"] = item.sequence
        new = {name: value for name, value in told.items() if getattr(event, name) != value}
        for name, value in new.items():
            setattr(event, name, value)
        unsaid = []
        if new:
            event.full_clean()
            unsaid = self._save(event)
        moved, unfollowed = follow_source(event, item, self.user)
        return event, bool(new) or moved, unsaid + unfollowed

    def _save(self, event: EventPage) -> list[str]:
        """Save *event*, and publish it if told to; return what there is to say of it."""
        revision = event.save_revision(user=self.user)
        if not self.publish:
            return []
        if event.first_published_at and not event.live:
            return ["il a été dépublié ici\u00a0: ses changements attendent comme brouillon"]
        revision.publish(user=self.user)
        return []

    def _is_here(self, event: EventPage) -> bool:
        return event.is_child_of(self.place)

    # What leaves

    def _refuse(self, uid: str, reason: Unreadable, known: Sequence[EventPage]) -> None:
        """Say why an event is not taken; one that its source hides or removes leaves here too."""
        leaving = [event for event in known if self._is_here(event) and event.live]
        if not leaving or not isinstance(reason, (NotPublic, Removed)):
            self.report.refused.append(Remark(uid, str(reason), reason.title))
            return
        for event in leaving:
            if isinstance(reason, Removed):
                self._leave(event, str(reason))
            else:
                self._apart(uid, event.title, partial(self._hide, event, str(reason)))

    def _hide(self, event: EventPage, reason: str) -> None:
        event.unpublish(user=self.user)
        self._say_missing(event, reason, "Il est dépublié")

    def tell_missing(self) -> None:
        """Say which events of the source are no longer in it, and cancel their dates to come."""
        if not self.source:
            return
        own = EventPage.objects.child_of(self.place).filter(source=self.source)
        missing = list(own.exclude(pk__in=self.held).order_by("pk"))
        if missing and not (self.held or self.report.created):
            self.report.notices.append(EMPTY)
            self.cancel_missing = False
        for event in sharing_write_lock(missing):
            with self._short_transaction():
                self._leave(event, "il n’est plus à la source")

    def _leave(self, event: EventPage, reason: str) -> None:
        """Cancel the dates to come of *event*; nothing is said of one that has none left."""
        self._apart(event.uid, event.title, partial(self._cancel, event, reason))

    def _cancel(self, event: EventPage, reason: str) -> None:
        if not event.live:
            if planned_moments(event, timezone.now()):
                done = "C’est un brouillon\u00a0: supprimez-le s’il n’a plus lieu d’être"
                self._say_missing(event, reason, done)
        elif not self.cancel_missing:
            if number := event.occurrences.upcoming().count():
                self._say_missing(event, reason, f"Ses dates à venir restent\u00a0: {number}")
        elif number := cancel_dates(event, self.user):
            self._say_missing(event, reason, f"Dates annulées\u00a0: {number}")

    def _say_missing(self, event: EventPage, reason: str, done: str) -> None:
        self.report.missing.append(Remark(event.uid, f"{reason}. {done}", event.title))


def _tells_dates_alone(item: Item, known: Sequence[EventPage]) -> bool:
    """Whether *item* only tells some dates of a series, which we have."""
    return item.only_states or (not item.is_whole and any(event.rule for event in known))


def _said(error: ValidationError) -> str:
    """Say *error* in the middle of a sentence."""
    return uncapitalised(" ".join(error.messages).rstrip("."))


def _is_older(item: Item, known: EventPage) -> bool:
    if item.sequence is None or known.source_sequence is None:
        return False
    return item.sequence < known.source_sequence


def _elsewhere(item: Item, place: PlacePage) -> list[str]:
    """Say that the source puts *item* at another place than *place*, by its words."""
    said = fold_name(item.location)
    own = (place.title, place.commune.name, place.address)
    if not said or "http" in said or any(fold_name(each) in said for each in own if each):
        return []
    return [f"son lieu à la source est «\u00a0{item.location}\u00a0»"]
