"""What the engine holds of places and pages: stems, where they stand in the tree, and no text."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max
from wagtail.models import Page

from ami.models import CallPage
from core.engine.indexes import (
    KEY,
    SEARCHED,
    WEIGHED,
    Document,
    Fed,
    Index,
    register,
    weighed_words,
)
from core.engine.query import microseconds
from core.engine.queue import note
from core.pages.access import open_to_all, way_to
from directory.models import PlacePage, PlaceWord
from events.models import EventPage, Occurrence
from normandie.funding.models import FundingSchemePage
from normandie.search.models import PageText, PageWord
from normandie.search.sources.calls import Calls
from normandie.search.sources.events import Events
from normandie.search.sources.pages import Pages
from normandie.search.sources.places import Places
from normandie.search.sources.schemes import Schemes

TEXTS = Index(
    "textes",
    {
        **WEIGHED,
        "kind": SEARCHED,
        "under": KEY,  # itself and the pages above: paths change with the order of siblings
        "sort_name": {"type": "keyword"},
        "terms": KEY,  # of the closed lists
        "until": KEY,  # the end of the last date to come, in microseconds
    },
)


def _documents_of_places(pks: Collection[int]) -> dict[int, Document]:
    places = list(PlacePage.objects.live().filter(pk__in=pks).order_by())
    words, above = weighed_words(PlaceWord, pks), _keys_above(places)
    terms = defaultdict(list)
    held = PlacePage.terms.through.objects.filter(placepage__in=pks).order_by()
    for pk, term in held.values_list("placepage_id", "term_id"):
        terms[pk].append(term)
    return {
        place.pk: {
            **words[place.pk],
            "kind": Places.slug,
            "under": above[place.path],
            "sort_name": place.sort_name,
            "terms": terms[place.pk],
        }
        for place in places
    }


def _documents_of_pages(pks: Collection[int]) -> dict[int, Document]:
    """Return those of events, calls, schemes and other pages, which share a table of words.

    Without a date to come, an event is held and not found; a call that has left with the page above
    is not held.
    """
    texts = PageText.objects.filter(pk__in=pks, page__live=True).order_by()
    sort_names = dict(texts.values_list("pk", "sort_name"))
    pages = list(Page.objects.filter(pk__in=sort_names).order_by())
    words, above, until = weighed_words(PageWord, pks), _keys_above(pages), _ends(pks)
    events, calls = _keys(EventPage.objects.all(), pks), _keys(CallPage.objects.all(), pks)
    schemes = _keys(FundingSchemePage.objects.all(), pks)
    shut = calls - _keys(open_to_all(CallPage.objects.all()), pks)

    def kind(pk: int) -> str:
        known = {Events.slug: events, Calls.slug: calls, Schemes.slug: schemes}
        return next((slug for slug, keys in known.items() if pk in keys), Pages.slug)

    return {
        page.pk: {
            **words[page.pk],
            "kind": kind(page.pk),
            "under": above[page.path],
            "sort_name": sort_names[page.pk],
            **({"until": until[page.pk]} if page.pk in until else {}),
        }
        for page in pages
        if page.pk not in shut
    }


def _ends(pks: Collection[int]) -> dict[int, int]:
    """Return, by event, when the last of its dates that people may come to ends."""
    dates = Occurrence.objects.filter(event__in=pks, event__live=True, place__live=True).held()
    last = dates.order_by().values("event_id").annotate(end=Max("ends_at"))
    return {row["event_id"]: microseconds(row["end"]) for row in last}


def _keys(pages: Any, pks: Collection[int]) -> set[int]:
    return set(pages.filter(pk__in=pks).order_by().values_list("pk", flat=True))


def _keys_above(pages: Iterable[Page]) -> dict[str, list[int]]:
    """Return, by path, the keys of each of *pages* and of those above it."""
    ways = {page.path: way_to(page) for page in pages}
    paths = {path for way in ways.values() for path in way}
    keys = dict(Page.objects.filter(path__in=paths).order_by().values_list("path", "pk"))
    return {path: [keys[each] for each in way if each in keys] for path, way in ways.items()}


PLACES = Fed(Places.slug, TEXTS, PlacePage, lambda: PlacePage.objects.live(), _documents_of_places)
PAGES = Fed(Pages.slug, TEXTS, PageText, lambda: PageText.objects.all(), _documents_of_pages)


def note_below(page: Page, *, places_too: bool = True) -> None:
    """Have the engine told again of what is under *page*, itself included."""
    below = Page.objects.descendant_of(page, inclusive=True).order_by()
    note(PAGES.name, below.exclude(searched_text=None).values_list("pk", flat=True))
    if places_too:
        places = PlacePage.objects.descendant_of(page, inclusive=True).order_by()
        note(PLACES.name, places.values_list("pk", flat=True))


def register_all() -> None:
    register(PLACES)
    register(PAGES)
