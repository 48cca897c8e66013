"""Places that their source no longer holds."""

from collections.abc import Collection

from django.db import transaction

from core.write_lock import sharing_write_lock
from directory.models import PlacePage

from .report import ImportReport, MissingPlace


def tell_missing(
    report: ImportReport,
    sources: Collection[str],
    held: Collection[str],
    *,
    withdraw: bool,
    dry_run: bool,
) -> None:
    """Say which published places of *sources* have none of the identifiers *held* by the file.

    A file may be part of its source: nothing is withdrawn unless told to, and never what the
    network has verified itself.
    """
    known = set(held) | {*report.created, *report.updated, *report.unchanged}
    places = PlacePage.objects.live().filter(source__in=set(sources) - {""}).order_by("pk")
    for place in sharing_write_lock(places):
        own = place.source_id or place.public_id
        if own in known or place.public_id in known:
            continue
        leaves = withdraw and not place.verified_here
        if leaves and not dry_run:
            with transaction.atomic():
                # The whole page is saved: as it is by now, not as it was read with the others.
                PlacePage.objects.get(pk=place.pk).unpublish()
        report.missing.append(MissingPlace(own, place.title, leaves))
