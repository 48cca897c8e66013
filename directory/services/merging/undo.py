"""A merge that was a mistake: two sheets again, with what each had."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from directory.models import MergedSheet, PlacePage
from directory.services.refresh import refresh_places

from .merge import MergeRefused, locked, move_events, read
from .relations import EVENTS, pass_back

UNDONE = "directory.unmerged"  # in the log of both pages


def undo_refusal(merged: MergedSheet) -> str:
    """Return why *merged* cannot be two sheets again, in French; empty where it can."""
    if merged.sheet is None:
        return "La page de la fiche retirée n’existe plus."
    if merged.kept.locked:
        return f"«\u00a0{merged.kept.title}\u00a0» est verrouillée."
    return ""


def is_untouched(merged: MergedSheet) -> bool:
    """Tell whether the kept sheet is as the merge left it: it can be what it was before then."""
    is_last = merged.after_id is not None and merged.kept.latest_revision_id == merged.after_id
    return is_last and merged.kept.live and merged.before is not None


@transaction.atomic
def undo(merged: MergedSheet, user: Any) -> tuple[PlacePage, PlacePage]:
    """Publish again the sheet that was withdrawn, and give it back what had followed.

    What came since to the kept sheet stays there; so does its text, if somebody changed it since.

    Returns:
        The sheet that was kept, and the other.

    Raises:
        MergeRefused: it cannot be, or is done already; nothing was written.
    """
    if merged.sheet is None:
        raise MergeRefused(undo_refusal(merged))
    kept, other = locked(merged.kept, merged.sheet)
    row = _still_true(merged)
    before = row.before if is_untouched(row) else None
    row.delete()  # from here on, the other sheet may be published
    try:
        _part(row, kept, other, user)
        if before:
            former = before.as_object().save_revision(
                user=user, log_action=True, previous_revision=before, clean=False
            )
            former.publish(user=user)
    except ValidationError as error:
        raise MergeRefused(" ".join(error.messages)) from error
    refresh_places(pk__in=[kept.pk, other.pk])  # labels went back without a word to their cards
    for place, twin in ((kept, other), (other, kept)):
        log(place, UNDONE, user=user, data={"title": twin.title, "pk": twin.pk})
    return read(kept.pk), read(other.pk)


def _still_true(merged: MergedSheet) -> MergedSheet:
    """Return *merged* as the database holds it, now that nobody else may change its sheets."""
    row = MergedSheet.objects.select_related("kept", "sheet", "before").filter(pk=merged.pk).first()
    if row is None:
        raise MergeRefused("Ces fiches sont déjà séparées.")
    if row.kept_id != merged.kept_id:
        raise MergeRefused("La fiche gardée vient d’être réunie à une autre\u00a0: recommencez.")
    if refusal := undo_refusal(row):
        raise MergeRefused(refusal)
    return row


def _part(row: MergedSheet, kept: PlacePage, other: PlacePage, user: Any) -> None:
    """Publish *other* again, if it was, and give it back what had followed."""
    moved = dict(row.moved)
    events = dict(moved.pop(EVENTS, []))
    if row.was_live:
        other.save_revision(user=user, clean=False).publish(user=user)
    if events:
        move_events(read(kept.pk), read(other.pk), events)
    pass_back(moved, read(kept.pk), read(other.pk))
