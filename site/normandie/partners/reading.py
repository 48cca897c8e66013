"""What the pages of the partners tell, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format

from core.pictures.renditions import Cut, read_renditions
from core.pictures.responsive import single
from core.text.elision import of
from core.text.formats import long_date
from core.text.french import capitalised, date_span
from directory.models import DirectoryPage, PlacePage
from directory.querysets import PlaceQuerySet
from events.dates import DateLine, lines_under
from events.models import Occurrence
from normandie.partners.models import (
    EventProposal,
    PartnerAction,
    PartnerIndexPage,
    PartnerPage,
)

SHOWN = 8  # dates of a page


@dataclass(frozen=True)
class PartnerCard:
    """A partner in the list."""

    title: str
    url: str
    text: str
    dated: str
    is_example: bool
    logo: dict[str, Any] | None


@dataclass(frozen=True)
class ActionLine:
    """Something that a partner does in the places."""

    what: str
    when: str
    link: str
    place: str = ""
    place_url: str = ""


@dataclass
class Partners:
    """Those of today, and those of before."""

    current: list[PartnerCard] = field(default_factory=list)
    past: list[PartnerCard] = field(default_factory=list)


def partners_below(page: PartnerIndexPage, base_url: str) -> Partners:
    """Return the partners that visitors read under *page*, in two queries however many."""
    partners, found = Partners(), list(PartnerPage.objects.child_of(page).listed().with_logos())
    read_renditions([each.logo for each in found if each.logo])
    for each in found:
        card = PartnerCard(
            each.title,
            f"{base_url}{each.slug}/",
            each.lead,
            period_of(each),
            each.is_example,
            single(each.logo, Cut.LOGO),
        )
        (partners.past if each.is_past() else partners.current).append(card)
    return partners


def period_of(partner: PartnerPage) -> str:
    """Say when it is, or was, a partner; of history without dates, the month of its source."""
    since, until = partner.since, partner.until
    if since and until:
        return f"{capitalised(of(_month(since)))} à {_month(until)}"
    if until:
        return f"Jusqu’en {_month(until)}"
    if not partner.is_past():
        return f"Depuis {_month(since)}" if since else ""
    if since:
        return f"Depuis {_month(since)}, et encore en {_month(partner.source_on)}"
    return f"En {_month(partner.source_on)}"


def source_of(partner: PartnerPage) -> str:
    return f"{partner.source}, {long_date(partner.source_on)}"


def actions_of(partner: PartnerPage, request: HttpRequest) -> list[ActionLine]:
    """Return what *partner* does in the places; those that visitors may read are linked."""
    actions = list(partner.actions.all())
    places = _open_places(actions)
    directory = DirectoryPage.open_to_all() if places else None
    base = (directory.get_url(request) or "") if directory else ""
    return [_line(each, places.get(each.place_id) if base else None, base) for each in actions]


def places_to_choose() -> PlaceQuerySet:
    """Return the places that visitors may read, by name, with what a list says of them."""
    places: PlaceQuerySet = PlacePage.objects.published()
    if DirectoryPage.open_to_all() is None:
        return places.none()
    return places.by_name().select_related("commune").only("id", "title", "slug", "commune__name")


def coming_events(partner: PartnerPage, request: HttpRequest) -> list[DateLine]:
    """Return the next dates of the published events that *partner* proposed."""
    directory = DirectoryPage.open_to_all()
    if directory is None:
        return []
    made = EventProposal.objects.kept_of(partner).values("event")
    dates = Occurrence.objects.in_directory().upcoming().held().filter(event__in=made)
    return lines_under(directory.get_url(request) or "", dates[:SHOWN])


def _line(action: PartnerAction, place: PlacePage | None, base: str) -> ActionLine:
    line = {"what": action.what, "when": _when(action), "link": action.link}
    if place is None:
        return ActionLine(**line)
    return ActionLine(**line, place=place.title, place_url=f"{base}{place.slug}/")


def _open_places(actions: Iterable[PartnerAction]) -> dict[int, PlacePage]:
    keys = [each.place_id for each in actions if each.place_id]
    if not keys:
        return {}
    return {each.pk: each for each in PlacePage.objects.published().filter(pk__in=keys)}


def _when(action: PartnerAction) -> str:
    first, last = action.first_day, action.last_day
    if first and last:
        return date_span(first, last)
    if first:
        return f"depuis le {long_date(first)}"
    return f"jusqu’au {long_date(last)}" if last else ""


def _month(day: Any) -> str:
    return date_format(day, "F Y")
