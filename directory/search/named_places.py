"""The places that an address names (« ?lieu= »), whatever became of their own addresses since."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from directory.models import DirectoryPage, MergedSheet, PlacePage
from directory.querysets import PlaceQuerySet

MARK = "~"  # no slug has it; a browser leaves it as it is
LONGEST_NUMBER = 9  # digits


def lasting_name(page: Page) -> str:
    """Return what names *page* in addresses given to others: editors change its slug, not this."""
    return f"{MARK}{page.pk}"


def find_named(places: PlaceQuerySet, names: Iterable[str]) -> dict[str, PlacePage]:
    """Return those of *places* that *names* name, by name.

    A name is the last part of the address of a place, or what ``lasting_name`` gives; where no
    place has it, the last part of an address that one had. One query, two where a name is old.
    """
    asked = set(names)
    numbers = {number_in(name): name for name in asked if number_in(name)}
    of_today = {place.slug: place for place in places.filter(slug__in=asked)}
    by_number = places.filter(pk__in=numbers) if numbers else ()
    found = of_today | {numbers[place.pk]: place for place in by_number}
    lost = {pk: name for pk, name in numbers.items() if name not in found}
    former = _former(asked - set(found) - set(numbers.values())) | _merged(lost)
    if former:
        by_pk = places.filter(pk__in=former.values()).in_bulk()
        found |= {name: by_pk[pk] for name, pk in former.items() if pk in by_pk}
    return found


def _merged(lost: dict[int, str]) -> dict[str, int]:
    """Return the sheets in which those that are *lost*, by their numbers, were merged."""
    if not lost:
        return {}
    merged = MergedSheet.objects.filter(former_pk__in=lost)
    return {lost[former]: kept for former, kept in merged.values_list("former_pk", "kept")}


def with_name(places: PlaceQuerySet, name: str) -> PlaceQuerySet:
    """Return the one of *places* that *name* names, for a card; none where none has it."""
    place = find_named(places, [name]).get(name)
    return places.named(place.slug)[:1] if place else places.none()


def number_in(name: str) -> int:
    """Return the primary key that a ``lasting_name`` gives; 0 where *name* is none."""
    digits = name.removeprefix(MARK)
    if digits == name or not (digits.isascii() and digits.isdecimal()):
        return 0
    return int(digits) if len(digits) <= LONGEST_NUMBER else 0


def _former(names: set[str]) -> dict[str, int]:
    """Return the pages that had one of *names*: Wagtail keeps where each address went."""
    directory = DirectoryPage.objects.first() if names else None
    if directory is None:
        return {}
    base = urlsplit(directory.get_url() or "/").path
    paths = {Redirect.normalise_path(f"{base}{name}"): name for name in names}
    moved = Redirect.objects.filter(old_path__in=paths, redirect_page__isnull=False)
    return {paths[path]: pk for path, pk in moved.values_list("old_path", "redirect_page")}
