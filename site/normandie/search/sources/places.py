"""Places of the directory."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import ClassVar

from core.engine.query import NOTHING, Query
from core.listing.addresses import address
from core.text.matching import MatchingQuerySet
from directory.models import PlacePage, PlaceWord, Vocabulary
from directory.services.words import COMMUNE_WEIGHT
from normandie.search.excerpts import excerpt, marked
from normandie.search.questions import Question

from .base import ORDER, Result, Source, Suggestion
from .place_query import query_of

OFFERED = (Vocabulary.SERVICE, Vocabulary.EQUIPMENT, Vocabulary.COWORKING)


class Places(Source):
    slug = "lieux"
    title = "Lieux"
    counted = ("Aucun lieu", "1 lieu", "{} lieux")
    listed = "dans l’annuaire"
    words = PlaceWord
    page_models: ClassVar = (PlacePage,)

    def find(self, question: Question) -> MatchingQuerySet:
        if question.site.directory is None:
            return PlacePage.objects.none()
        return question.place_search.places()

    def fitting(self, question: Question) -> MatchingQuerySet:
        if question.site.directory is None:
            return PlacePage.objects.none()
        return question.place_search.fitting()

    def engine_query(self, question: Question) -> Query | None:
        """The tables know how far a place is, and around a point they read few of them."""
        if question.site.directory is None:
            return NOTHING
        search = question.place_search
        if search.is_lost or [each.name for each, _ in search.asked()] != ["q"]:
            return None
        return query_of(search.asked_text, self.slug, question.site.closed_keys)

    def show(self, rows: MatchingQuerySet, question: Question) -> list[Result]:
        base = question.site.directory_url
        # Identifiers first: the database then sorts narrow rows.
        order = list(rows.values_list("pk", flat=True))
        places = (
            PlacePage.objects.select_related("commune").prefetch_related("terms").in_bulk(order)
        )
        return [
            Result(
                title=marked(place.title, question.stems),
                url=f"{base}{place.slug}/",
                kind=" · ".join(_kinds(place)),
                where=", ".join(filter(None, [place.address, place.commune.name])),
                excerpt=excerpt(place.title, islice(_lines(place), 2, None), question.stems),
            )
            for place in (places[pk] for pk in order if pk in places)
        ]

    def suggest(self, question: Question, limit: int) -> list[Suggestion]:
        found = self._open(question).beginning(question.text, COMMUNE_WEIGHT)
        rows = found.order_by(*ORDER).values_list("title", "slug", "commune__name")
        base = question.site.directory_url
        return [
            Suggestion(title, f"{base}{slug}/", commune) for title, slug, commune in rows[:limit]
        ]

    def texts_with(self, stem: str) -> Iterable[str]:
        words = PlaceWord.objects.filter(stem=stem).select_related("place__commune")
        word = words.order_by("-weight", "pk").first()
        return _lines(word.place) if word else ()

    def listing_url(self, question: Question) -> str:
        return address(question.site.directory_url, [("q", question.text)])

    def _open(self, question: Question) -> MatchingQuerySet:
        """Return the places that everyone may see: none while their directory is closed."""
        if question.site.directory is None:
            return PlacePage.objects.none()
        return PlacePage.objects.published()


def _kinds(place: PlacePage) -> list[str]:
    """Return what *place* is, after the word that warns of one that does not exist."""
    return [*(["Exemple"] if place.is_example else []), *place.card.get("kinds", [])]


def _lines(place: PlacePage) -> Iterator[str]:
    """Yield what a sheet says: its title and its commune, then the rest as visitors read it."""
    yield place.title
    yield place.commune.name
    yield place.summary
    offered = [term for term in place.terms.all() if term.vocabulary in OFFERED]
    yield " · ".join(str(term) for term in offered)
    yield " · ".join(term.label for term in offered)
    yield " · ".join(place.card.get("tags", []))
    yield place.body_text
    yield from (str(term) for term in place.terms.all())
    yield place.parent_structure
    yield place.other_labels
