"""Merging two sheets, whole or not at all."""

from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from directory.models import MergedSheet, PlacePage

from . import own  # noqa: F401  (says what becomes of our own tables)
from .fields import Choice, write
from .fields import seen as seen_now
from .relations import EVENTS, pass_on

MERGED, WITHDRAWN = "directory.merged", "directory.merged_away"  # in the log of the pages


class MergeRefused(Exception):
    """Why two sheets cannot be merged, in French; nothing was written."""


def refusals(kept: PlacePage, other: PlacePage) -> list[str]:
    """Return what is to be done before *other* is merged in *kept*."""
    if kept.pk == other.pk:
        return ["C’est une seule et même fiche."]
    if MergedSheet.objects.filter(sheet__in=[kept, other]).exists():
        return ["Une de ces fiches a déjà été réunie à une autre."]
    found = []
    if not kept.live:
        found.append(f"Publiez d’abord «\u00a0{kept.title}\u00a0», la fiche que vous gardez.")
    if kept.is_example != other.is_example:
        found.append("L’une des deux fiches est un exemple inventé, et l’autre un vrai lieu.")
    return found + [
        f"«\u00a0{place.title}\u00a0» {reason}."
        for place in (kept, other)
        for reason in _in_the_way(place)
    ]


def _in_the_way(place: PlacePage) -> Iterator[str]:
    """Yield what is to be done of *place* first: it would be lost, or come out later by itself."""
    if place.approved_schedule:
        yield "a une publication programmée\u00a0: annulez-la"
    elif place.workflow_in_progress or (place.live and place.has_unpublished_changes):
        yield "a une version en attente\u00a0: traitez-la"
    if place.locked:
        yield "est verrouillée"
    if place.view_restrictions.exists():
        yield "n’est pas ouverte à tous\u00a0: ce qui la suit, ou la rejoint, le serait"


@transaction.atomic
def merge(
    kept: PlacePage,
    other: PlacePage,
    choices: dict[str, Choice],
    user: Any,
    *,
    seen: str | None = None,
) -> MergedSheet:
    """Merge *other* in *kept*: what points to it follows, its page is withdrawn and redirected.

    Args:
        choices: by unit (``fields.UNITS``), what the merged sheet says; where nothing is chosen,
            what the kept one said.
        seen: what ``fields.seen`` gave of the sheets that were read by who chose.

    Raises:
        MergeRefused: something is to be done first; nothing was written.
    """
    kept, other = locked(kept, other)
    if found := refusals(kept, other):
        raise MergeRefused(" ".join(found))
    if seen not in (None, seen_now(kept, other)):
        raise MergeRefused("Une des fiches a changé depuis que vous les lisez\u00a0: relisez-les.")
    before = kept.save_revision(user=user, clean=False)
    try:
        write(other, kept, choices)
        kept.full_clean()
        events = move_events(other, kept)
        moved = pass_on(read(other.pk), read(kept.pk))
        kept = _fresh_place_of(kept)
        after = kept.save_revision(user=user, log_action=True, changed=True)
        after.publish(user=user)
    except ValidationError as error:
        raise MergeRefused(" ".join(error.messages)) from error
    log(kept, MERGED, user=user, data={"title": other.title, "pk": other.pk})
    merged = MergedSheet(kept=kept, before=before, after=after, merged_by=user)
    merged.moved = moved | ({EVENTS: events} if events else {})
    _withdraw(merged, other, user)
    return merged


def locked(*places: PlacePage) -> list[PlacePage]:
    """Return *places* as the database holds them, for this transaction alone."""
    keys = [place.pk for place in places]
    list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    return [read(pk) for pk in keys]


def read(pk: int) -> PlacePage:
    place: PlacePage = PlacePage.objects.select_related("commune").get(pk=pk)
    return place


def _fresh_place_of(kept: PlacePage) -> PlacePage:
    """Give *kept*, changed in memory, where it stands in the tree now that pages came under it."""
    now = read(kept.pk)
    kept.numchild, kept.path, kept.url_path = now.numchild, now.path, now.url_path
    return kept


def move_events(
    old: PlacePage, new: PlacePage, only: dict[int, str] | None = None
) -> list[tuple[int, str]]:
    """Have what is under *old* go under *new*; Wagtail redirects the addresses.

    Args:
        only: the pages to move, by their keys, with the end of address that each is to have.

    Returns:
        The key of each page that moved, with the end of its former address.
    """
    taken = set(new.get_children().values_list("slug", flat=True))
    moved = []
    for child in old.get_children():
        if only is not None and child.pk not in only:
            continue
        moved.append((child.pk, child.slug))
        wanted = only[child.pk] if only else child.slug
        slugs = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
        slug = next(slug for slug in slugs if slug not in taken)
        taken.add(slug)
        if slug != child.slug:
            child.specific_class.objects.filter(pk=child.pk).update(slug=slug)
        Page.objects.get(pk=child.pk).specific.move(read(new.pk), pos="last-child")
    return moved


def _withdraw(merged: MergedSheet, other: PlacePage, user: Any) -> None:
    """Take the page of *other* off the site, and keep what it was called."""
    other = read(other.pk)
    merged.sheet, merged.former_pk, merged.was_live = other, other.pk, other.live
    for name in ("title", "source", "source_id", "public_id"):
        setattr(merged, name, getattr(other, name))
    if other.live:
        other.unpublish(user=user, log_action=True)
    merged.save()
    log(
        other,
        WITHDRAWN,
        user=user,
        data={"title": merged.kept.title, "pk": merged.kept.pk},
    )
