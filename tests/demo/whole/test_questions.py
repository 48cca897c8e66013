"""Questions as visitors write them, asked of the demo site: what comes first is what they meant."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client

from directory.guide.needs import BY_SLUG as NEEDS
from directory.models import PlacePage
from tests.reading import cards, texts

pytestmark = pytest.mark.django_db

FILE = Path(__file__).with_name("questions.csv")
LEAST_RIGHT = 0.95
FIRST_SCREEN = 3  # places
ADDRESSES = {"liste": "/annuaire/", "site": "/recherche/", "agenda": "/agenda/"}


class Asked(NamedTuple):
    """A question, where it is typed, and what must come first."""

    question: str
    where: str
    first: str


def questions() -> list[Asked]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Asked(**row) for row in csv.DictReader(file)]


def is_right(client: Client, asked: Asked) -> bool:
    if asked.where == "commune":
        found = client.get("/annuaire/communes.json", {"q": asked.question}).json()["communes"]
        return bool(found) and str(found[0]["label"]).startswith(asked.first)
    response = client.get(ADDRESSES[asked.where], {"q": asked.question})
    if asked.where == "agenda":
        kinds = [kind.split(" · ")[0] for kind in texts(response, ".event-card__kind")]
        return bool(kinds) and asked.first in ("trouve", f"type:{kinds[0].lower()}")
    places = list(first_places(response.content.decode(), asked.where))
    return bool(places) and fits(places, *asked.first.split(":"))


def first_places(html: str, where: str) -> Iterator[PlacePage]:
    """Yield the places of the first screen, in their order."""
    title = "place-card__title" if where == "liste" else "search-result__title"
    for slug in re.findall(rf'{title}"><a href="/annuaire/([^/"]+)/"', html)[:FIRST_SCREEN]:
        yield PlacePage.objects.select_related("commune").get(slug=slug)


def fits(places: list[PlacePage], what: str, value: str) -> bool:
    """Say whether the first of *places* is what was meant, and the others answer a need."""
    first = places[0]
    terms = [{(term.vocabulary, term.slug) for term in place.terms.all()} for place in places]
    if what == "besoin":
        return all(NEEDS[value].reasons(held) for held in terms)
    if what == "titre":
        return first.title.startswith(value)
    return first.commune.name == value if what == "commune" else (what, value) in terms[0]


def test_what_was_meant_comes_first_and_no_page_is_empty(client: Client) -> None:
    asked = questions()
    wrong = [each for each in asked if not is_right(client, each)]

    assert len(asked) >= 150
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(asked), wrong
    empty = [each for each in asked if each.where == "liste" and not total(client, each.question)]
    assert empty == []


def total(client: Client, question: str) -> int:
    return len(cards(client.get("/annuaire/", {"q": question})))
