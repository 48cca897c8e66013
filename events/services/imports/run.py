"""Bringing events in, one after the other: what is refused stops no other."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from core.failures import where_failed
from core.pages.routing import reserved_slugs
from core.text.french import uncapitalised
from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.recurrence import LONGEST, NoSuchTime, to_moment
from events.services.occurrences import planned_moments, put_off, set_status
from events.sources import DateOverride, Item, Unreadable, read_events

from .report import EventReport, Refusal

SLUG_LENGTH = 80
UNFORESEEN = "une erreur imprévue empêche de l’enregistrer"

logger = logging.getLogger(__name__)


def import_events(
    place: PlacePage,
    content: bytes,
    *,
    source: str,
    publish: bool = False,
    user: Any = None,
    dry_run: bool = False,
) -> EventReport:
    """Create or update, under *place*, the events of *content*, recognised by their UID.

    Args:
        place: whose events they are.
        content: iCalendar, or JSON in OpenAgenda's shape.
        source: what the events say of where they come from.
        publish: else they are drafts, for the team to read again.
        user: who imports, for the history of the pages.
        dry_run: tells what would be done, and writes nothing.

    Raises:
        Unreadable: the file as a whole cannot be read; nothing is written.
    """
    report = EventReport()
    with transaction.atomic():
        for uid, found in read_events(content):
            if isinstance(found, Unreadable):
                report.refused.append(Refusal(uid, str(found), found.title))
                continue
            try:
                with transaction.atomic():
                    _take(place, found, report, source=source, publish=publish, user=user)
            except ValidationError as error:
                report.refused.append(Refusal(uid, _said(error), found.fields["title"]))
            except Exception as error:  # noqa: BLE001  (it costs that event alone)
                logger.error("an event was not imported: %s", where_failed(error))
                report.refused.append(Refusal(uid, UNFORESEEN, found.fields["title"]))
        if dry_run:
            transaction.set_rollback(True)
    return report


def _take(
    place: PlacePage, item: Item, report: EventReport, *, source: str, publish: bool, user: Any
) -> None:
    known = EventPage.objects.filter(uid=item.uid).first()
    if known is None:
        event = EventPage(
            uid=item.uid, source=source, live=False, slug=_free_slug(place, item), **item.fields
        )
        place.add_child(instance=event)
        outcome = report.created
    else:
        if known.get_parent().pk != place.pk:
            raise ValidationError("cet événement est déjà celui d’un autre lieu")
        event = known.get_latest_revision_as_object()
        changed = {
            name: value for name, value in item.fields.items() if getattr(event, name) != value
        }
        for name, value in changed.items():
            setattr(event, name, value)
        outcome = report.updated if changed else report.unchanged
    if outcome is not report.unchanged:
        event.full_clean()
        if known is None and not planned_moments(event, timezone.now()):
            raise ValidationError("toutes ses dates sont passées")
        revision = event.save_revision(user=user)
        if publish:
            revision.publish(user=user)
    said = _say(event, item.dates, user)
    if said and outcome is report.unchanged:
        outcome = report.updated
    outcome.append(event.title)


def _said(error: ValidationError) -> str:
    """Say *error* in the middle of a sentence."""
    return uncapitalised(" ".join(error.messages).rstrip("."))


def _free_slug(place: PlacePage, item: Item) -> str:
    """Return an address for the event that neither *place* nor a page under it has."""
    base = slugify(item.fields["title"])[:SLUG_LENGTH].strip("-") or "evenement"
    taken = reserved_slugs(PlacePage) | set(place.get_children().values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _say(event: EventPage, dates: dict[Any, DateOverride], user: Any) -> bool:
    """Give the dates of *event* the state that the source tells; return whether some changed."""
    changed = False
    for start, override in dates.items():
        try:
            date = event.occurrences.filter(original_start=to_moment(start)).first()
        except NoSuchTime:
            continue
        if date is None:
            continue
        if override.status and date.status != override.status:
            set_status(date, override.status, date.note, user=user)
            changed = True
        changed = _put_off(date, override, user) or changed
    return changed


def _put_off(date: Occurrence, override: DateOverride, user: Any) -> bool:
    """Put *date* where the source puts it; return whether it was elsewhere."""
    if override.start is None or override.end is None:
        return False
    try:
        start, end = to_moment(override.start), to_moment(override.end)
    except NoSuchTime:
        return False
    if (date.starts_at, date.ends_at) == (start, end) or not start < end <= start + LONGEST:
        return False
    put_off(date, start, end, user=user)
    return True
