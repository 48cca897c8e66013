"""Merging two sheets, whole or not at all."""

from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from directory.models import MergedSheet, PlacePage

from . import own  # noqa: F401  (says what becomes of our own tables)
from .fields import Choice, write
from .relations import pass_on

MERGED, WITHDRAWN = "directory.merged", "directory.merged_away"  # in the log of the pages


class MergeRefused(Exception):
    """Why two sheets cannot be merged, in French; nothing was written."""


def refusals(kept: PlacePage, other: PlacePage) -> list[str]:
    """Return what is to be done before *other* is merged in *kept*."""
    found = []
    if MergedSheet.objects.filter(sheet__in=[kept, other]).exists():
        found.append("Une de ces fiches a déjà été réunie à une autre.")
    if not kept.live:
        found.append(f"Publiez d’abord «\u00a0{kept.title}\u00a0», la fiche que vous gardez.")
    for place in (kept, other):
        if place.live and place.has_unpublished_changes:
            found.append(f"«\u00a0{place.title}\u00a0» a une version en attente\u00a0: traitez-la.")
        if place.locked:
            found.append(f"«\u00a0{place.title}\u00a0» est verrouillée.")
    return found


@transaction.atomic
def merge(kept: PlacePage, other: PlacePage, choices: dict[str, Choice], user: Any) -> PlacePage:
    """Merge *other* in *kept*: what points to it follows, its page is withdrawn and redirected.

    Args:
        choices: by unit (``fields.UNITS``), what the merged sheet says; where nothing is chosen,
            what the kept one said.

    Raises:
        MergeRefused: something is to be done first; nothing was written.
    """
    kept, other = _locked(kept, other)
    if found := refusals(kept, other):
        raise MergeRefused(" ".join(found))
    try:
        write(other, kept, choices)
        kept.full_clean()
        _move_events(other, kept)
        pass_on(_read(other.pk), _read(kept.pk))
        _withdraw(other, kept, user)
        log(kept, MERGED, user=user, data={"title": other.title, "pk": other.pk})
        kept = _fresh_place_of(kept)
        kept.save_revision(user=user, log_action=True, changed=True).publish(user=user)
    except ValidationError as error:
        raise MergeRefused(" ".join(error.messages)) from error
    return _read(kept.pk)


def _locked(kept: PlacePage, other: PlacePage) -> tuple[PlacePage, PlacePage]:
    """Return both as the database holds them, for this transaction alone."""
    if kept.pk == other.pk:
        raise MergeRefused("C’est une seule et même fiche.")
    list(Page.objects.select_for_update().filter(pk__in=[kept.pk, other.pk]).order_by("pk"))
    return _read(kept.pk), _read(other.pk)


def _read(pk: int) -> PlacePage:
    place: PlacePage = PlacePage.objects.select_related("commune").get(pk=pk)
    return place


def _fresh_place_of(kept: PlacePage) -> PlacePage:
    """Give *kept*, changed in memory, where it stands in the tree now that pages came under it."""
    now = _read(kept.pk)
    kept.numchild, kept.path, kept.url_path = now.numchild, now.path, now.url_path
    return kept


def _move_events(other: PlacePage, kept: PlacePage) -> None:
    """Have what is under *other* go under *kept*; Wagtail redirects the addresses."""
    taken = set(kept.get_children().values_list("slug", flat=True))
    for child in other.get_children():
        if child.slug in taken:
            free = (f"{child.slug}-{number}" for number in count(2))
            child.slug = next(slug for slug in free if slug not in taken)
            child.specific_class.objects.filter(pk=child.pk).update(slug=child.slug)
        taken.add(child.slug)
        Page.objects.get(pk=child.pk).specific.move(_read(kept.pk), pos="last-child")


def _withdraw(other: PlacePage, kept: PlacePage, user: Any) -> None:
    other = _read(other.pk)
    MergedSheet.objects.create(
        kept=kept,
        sheet=other,
        former_pk=other.pk,
        title=other.title,
        source=other.source,
        source_id=other.source_id,
        public_id=other.public_id,
        merged_by=user,
    )
    if other.live:
        other.unpublish(user=user, log_action=True)
    log(other, WITHDRAWN, user=user, data={"title": kept.title, "pk": kept.pk})
