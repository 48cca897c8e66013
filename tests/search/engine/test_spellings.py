"""Typing mistakes that the engine mends, where the tables mend one letter of one word."""

import re

import pytest
from django.test import Client
from elasticsearch import Elasticsearch

from core.engine.client import breaker
from normandie.editorial.models import StandardPage
from tests.engine import fill_engine
from tests.factories import HomePageFactory, PlacePageFactory
from tests.reading import links

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(search_engine: Elasticsearch) -> None:
    home = HomePageFactory()
    home.add_child(instance=StandardPage(title="Hippocampes du littoral", slug="littoral"))
    PlacePageFactory(title="Médiathèque du Port")
    fill_engine()


def proposed(client: Client, text: str) -> list[str]:
    html = client.get("/recherche/", {"q": text}).content.decode()
    return [label.strip("«»\u00a0 ") for label in links(html) if re.match("«", label)]


def suggested(client: Client, text: str) -> list[str]:
    answer = client.get("/recherche/suggestions.json", {"q": text}).json()
    return [option["label"] for group in answer["groups"] for option in group["options"]]


def test_two_letters_of_a_word_and_two_words_are_mended(client: Client) -> None:
    assert proposed(client, "hipocampe litoral")[0] == "hippocampes littoral"
    assert proposed(client, "hipocanpe")[0] == "hippocampes"


def test_what_the_tables_mend_is_mended_all_the_same(client: Client) -> None:
    """One letter changes its stem by three: « hippocamp », and « hippocampesz » as it is."""
    assert proposed(client, "hippocampesz") == ["hippocampes"]


def test_without_the_engine_one_letter_of_one_word_is(client: Client) -> None:
    breaker.failed("a test")

    assert proposed(client, "litoral") == ["littoral"]
    assert proposed(client, "hipocanpe") == []
    assert suggested(client, "hipocanpe") == []


def test_what_is_far_or_hidden_is_not_proposed(client: Client) -> None:
    assert proposed(client, "rhinocéros") == []
    StandardPage.objects.get(slug="littoral").unpublish()
    assert proposed(client, "hipocanpe") == []


def test_what_may_have_been_meant_is_suggested(client: Client) -> None:
    assert suggested(client, "hipocanpe") == ["Hippocampes du littoral"]
    assert suggested(client, "litto") == ["Hippocampes du littoral"]
    assert suggested(client, "rhinocéros") == []
