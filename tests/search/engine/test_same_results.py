"""The engine answers as the tables do: the same things, as many, in the same order."""

import random
from collections.abc import Callable, Iterator

import pytest
from django.test import RequestFactory
from elasticsearch import Elasticsearch
from wagtail.models import PageViewRestriction

from core.listing.counting import count_each
from directory.models import PlacePage, Term, Vocabulary
from directory.search.everyday import everyday_words
from normandie.editorial.models import StandardPage
from normandie.search.engine.answers import answers
from normandie.search.models import PageWord
from normandie.search.questions import OpenSite, Question
from normandie.search.sources import SOURCES, Source
from tests.ami.factories import CallPageFactory
from tests.browser.calls import make_demo_calls
from tests.browser.events import make_demo_events
from tests.browser.pages import make_demo_pages
from tests.browser.places import make_demo_places
from tests.engine import fill_engine
from tests.factories import EventPageFactory, HomePageFactory, PlacePageFactory
from tests.funding.factories import a_scheme

pytestmark = pytest.mark.django_db

TEXTS_ASKED = 150  # of each source: hundreds of questions
FIRST = 20
WORDS = ["atelier", "numérique", "médiathèque", "imprimante", "retouche", "couture", "port"]
WORDS += ["gare", "marché", "informatique", "ordinateur", "tablette", "photo", "musique", "studio"]
WORDS += ["jardin", "café", "coworking", "fablab", "bricolage"]
KINDS = (Vocabulary.SERVICE, Vocabulary.EQUIPMENT, Vocabulary.MOBILITY, Vocabulary.ACCESS)


def make_a_site() -> None:
    """Fill a site with things that often answer the same, and one branch that is closed."""
    chance = random.Random(16)  # noqa: S311 -- always the same site

    def some(most: int) -> str:
        return " ".join(chance.sample(WORDS, chance.randint(1, most)))

    make_demo_events(make_demo_places()[-1])
    make_demo_pages()
    make_demo_calls()
    for number in range(8):
        CallPageFactory(title=some(2), slug=f"appel-{number}", presentation=f"<p>{some(4)}</p>")
        a_scheme(f"aide-{number}", title=some(2), lead=some(4))
    terms = list(Term.objects.filter(vocabulary__in=KINDS).order_by("pk"))
    for number in range(24):
        place = PlacePageFactory(title=some(2), slug=f"lieu-{number}", summary=some(4))
        place.terms = chance.sample(terms, chance.randint(0, 4))
        place.save()
        if number % 4 == 0:
            EventPageFactory(place=place, title=some(2), slug=f"evenement-{number}")
    closed = HomePageFactory().add_child(instance=StandardPage(title="Interne", slug="interne"))
    for number in range(20):
        above = closed if number % 5 == 0 else HomePageFactory()
        above.add_child(instance=StandardPage(title=some(2), slug=f"page-{number}", lead=some(4)))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    shut = PlacePage.objects.order_by("pk").last()
    PageViewRestriction.objects.create(page=shut, restriction_type="login")


@pytest.fixture(autouse=True, scope="module")
def a_site(made_once: Callable) -> None:
    made_once(make_a_site)


def asked() -> Iterator[str]:
    """Yield texts of one to three words: of titles, of every day, of any page."""
    chance = random.Random(600)  # noqa: S311 -- always the same questions
    everyday = sorted(everyday_words().spelled)
    stems = sorted(set(PageWord.objects.values_list("stem", flat=True)))
    for _ in range(TEXTS_ASKED):
        words = chance.choices([WORDS, everyday, stems], [6, 2, 2], k=chance.choice([1, 1, 2, 3]))
        yield " ".join(chance.choice(each) for each in words)


def of_the_tables(question: Question) -> list[tuple[int, list[int]]]:
    totals = count_each([source.fitting(question) for source in SOURCES])
    rows = [source.find(question)[:FIRST] for source in SOURCES]
    return [(total, [row.pk for row in part]) for total, part in zip(totals, rows, strict=True)]


def test_six_hundred_questions(search_engine: Elasticsearch) -> None:
    fill_engine()
    site = OpenSite(RequestFactory().get("/recherche/", SERVER_NAME="localhost"))
    found: dict[Source, int] = dict.fromkeys(SOURCES, 0)
    by_tables: list[str] = []

    for text in asked():
        question = Question(text, site)
        answered = answers(question, FIRST)
        told = [(answer.total, answer.first) for answer in answered]
        expected = of_the_tables(question)
        for source, engine, tables in zip(SOURCES, told, expected, strict=True):
            by_tables += [source.slug] if engine[1] is None else []
            assert engine in (tables, (tables[0], None)), (text, source.slug)
            found[source] += tables[0] > 0
        rows = [answer[:5] for answer in answered]
        assert [[row.pk for row in part] for part in rows] == [keys[:5] for _, keys in expected]

    assert min(found.values()) > 10, found
    # Around a commune that a text names, tables alone know.
    assert set(by_tables) <= {"lieux"}
    assert len(by_tables) < TEXTS_ASKED / 5
