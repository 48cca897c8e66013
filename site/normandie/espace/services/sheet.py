"""A manager changes the sheet of a place: part of it, through the team or not; or at once."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page

from core.pages.drafts import draft_of
from directory.models import PlacePage
from directory.units import Version, copy_units, version_of
from normandie.espace.publication import (
    Outcome,
    publish_beside,
    publishes_directly,
    send,
)


class SheetLocked(Exception):
    """The team has closed the sheet to others, or set the day when its own version comes out."""


@dataclass
class Sent:
    """What became of a change: its ``outcome``, None where nothing was written.

    Where ``conflicts`` names units that somebody else changed meanwhile, nothing is; ``theirs`` is
    the sheet as it is now.
    """

    outcome: Outcome | None = None
    conflicts: list[str] = field(default_factory=list)
    theirs: PlacePage | None = None


def edited(place: PlacePage) -> PlacePage:
    """Return the version of *place* that managers read and change: the draft, if there is one."""
    return draft_of(place) or place


@transaction.atomic
def change_sheet(
    place: PlacePage,
    user: Any,
    mine: PlacePage,
    opened: Version,
    *,
    units: Collection[str],
    sensitive: bool,
) -> Sent:
    """Write the *units* that differ, in *mine*, from the version that was *opened*.

    What somebody else changed since, and this person did not, stays as it is. Where both changed
    the same unit nothing is written: who comes second chooses, having read both.

    Args:
        sensitive: always read by the team first, whatever the trust in the place.

    Raises:
        SheetLocked: nobody but the team may change the sheet now.
    """
    live = lock_sheet(place)
    if live.locked or live.approved_schedule:
        raise SheetLocked
    draft = draft_of(live)
    theirs = draft or live
    now, wanted = version_of(theirs, units), version_of(mine, units)
    changed = [unit for unit in units if wanted[unit] not in (opened.get(unit), now[unit])]
    conflicts = [unit for unit in changed if now[unit] != opened.get(unit)]
    if conflicts:
        return Sent(conflicts=conflicts, theirs=theirs)
    if not changed:
        return Sent()
    directly = live.live and not sensitive and publishes_directly(live)
    copy_units(mine, theirs, changed)
    if directly and draft:
        copy_units(mine, live, changed)
        publish_beside(live, draft, user)
        return Sent(Outcome.PUBLISHED)
    return Sent(send(theirs, user, directly=directly, clean=False))


@transaction.atomic
def change_at_once(place: PlacePage, user: Any, write: Callable[[PlacePage], None]) -> None:
    """Have *write* change the published sheet, whoever sends it, and the draft that waits if any.

    For what cannot wait, as a date that is cancelled: a closure, the day of the last check. *user*
    is None where a link did it. A sheet that is not published stays so.

    Raises:
        ValidationError: of *write* on the published sheet; a draft on which it fails stays so.
    """
    live = lock_sheet(place)
    draft = draft_of(live)
    if not live.live:
        theirs = draft or live
        write(theirs)
        theirs.save_revision(user=user, log_action=True, clean=False)
        return
    write(live)
    if draft is None:
        send(live, user, directly=True, clean=False)
        return
    with suppress(ValidationError):  # its hours were emptied, or say what no closure may follow
        write(draft)
    publish_beside(live, draft, user)


def lock_sheet(place: PlacePage) -> PlacePage:
    """Return *place* as the database holds it, for this transaction alone.

    The row that Wagtail's own screens write is the one that waits.
    """
    Page.objects.select_for_update().get(pk=place.pk)
    found: PlacePage = PlacePage.objects.select_related("commune").get(pk=place.pk)
    return found
