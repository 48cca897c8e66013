"""Two sheets that look alike, and that somebody looked at: they are two places."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from directory.models import DismissedPair, PlacePage

DISMISSED, TAKEN_BACK = "directory.not_twins", "directory.maybe_twins"


@transaction.atomic
def dismiss(one: PlacePage, other: PlacePage, reasons: tuple[str, ...], user: Any) -> None:
    """Keep that *one* and *other* are two places, whatever these *reasons* to think otherwise."""
    first, second = sorted((one, other), key=lambda place: place.pk)
    DismissedPair.objects.update_or_create(
        first=first,
        second=second,
        defaults={"reasons": list(reasons), "dismissed_by": user},
    )
    for place, twin in ((first, second), (second, first)):
        log(place, DISMISSED, user=user, data={"title": twin.title, "pk": twin.pk})


@transaction.atomic
def take_back(pair: DismissedPair, user: Any) -> None:
    """Have a pair proposed again."""
    log(pair.first, TAKEN_BACK, user=user, data={"title": pair.second.title, "pk": pair.second_id})
    pair.delete()


def is_dismissed(known: dict[tuple[int, int], set[str]], one: int, other: int, why: Any) -> bool:
    """Tell whether a pair was set aside, for all the reasons *why* it is alike now."""
    reasons = known.get((min(one, other), max(one, other)))
    return reasons is not None and set(why) <= reasons


def dismissed_pairs() -> dict[tuple[int, int], set[str]]:
    """Return the pairs that were set aside, with the reasons that they had. One query."""
    rows = DismissedPair.objects.values_list("first", "second", "reasons")
    return {(first, second): set(reasons) for first, second, reasons in rows}
