"""Deposited files in the search engine: found by staff who may read them, and not read there."""

from datetime import timedelta
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from ami import search_engine as files_in_engine
from ami.models import CallPage, Dossier, DossierWord
from ami.search_engine import DOSSIERS, digest
from core.engine.client import breaker
from core.engine.feeding import rebuild, send_waiting
from core.text.words import stem
from tests.ami.factories import OPENS, CallPageFactory
from tests.ami.queue import a_file, listed
from tests.ami.teams import browser_of, name_in_team, person
from tests.engine import fill_engine

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]


@pytest.fixture
def engine(search_engine: Elasticsearch) -> Elasticsearch:
    fill_engine()
    return search_engine


@pytest.fixture
def told(engine: Elasticsearch, call: CallPage) -> Dossier:
    """A file that the engine knows, and whose words the tables have lost: it alone finds it."""
    dossier = a_file(call, name="Le Bocage")
    send_waiting()
    DossierWord.objects.all().delete()
    return dossier


def found(engine: Elasticsearch, value: str) -> int:
    query = {"term": {"stems": value}}
    return int(engine.search(index=DOSSIERS.alias, query=query)["hits"]["total"]["value"])


def test_only_who_may_read_a_file_finds_it(told: Dossier) -> None:
    inside, outside = person(), person()
    name_in_team(told.call, inside)
    name_in_team(CallPageFactory(title="Autre appel"), outside)

    assert listed(browser_of(inside), q="tablettes") == [told]
    assert listed(browser_of(outside), q="tablettes") == []


def test_a_word_without_end_is_found_as_the_tables_hold_it(
    engine: Elasticsearch, call: CallPage
) -> None:
    endless = "tablettes" * 8
    dossier = a_file(call, project=f"Un atelier {endless}")
    send_waiting()
    DossierWord.objects.all().delete()

    assert listed(browser_of(person()), q=endless) == [dossier]


def test_no_word_of_a_file_is_in_the_engine(told: Dossier, engine: Elasticsearch) -> None:
    held = engine.search(index=DOSSIERS.alias, docvalue_fields=["pk"])["hits"]["hits"]
    mappings = engine.indices.get_mapping(index=DOSSIERS.alias)

    assert found(engine, digest(stem("tablettes"))) == 1
    assert [found(engine, word) for word in ("tablet", "bocag", "tablettes")] == [0, 0, 0]
    assert [set(hit) & {"_source", "fields"} for hit in held] == [{"fields"}]
    assert [hit["fields"] for hit in held] == [{"pk": [told.pk]}]
    (index,) = mappings.values()
    assert index["mappings"]["_source"] == {"enabled": False}
    assert set(index["mappings"]["properties"]) == {"stems", "pk"}
    assert index["mappings"]["properties"]["stems"]["doc_values"] is False


def test_another_secret_key_reads_nothing_and_makes_another_index(
    told: Dossier, settings: Any
) -> None:
    former = DOSSIERS.alias
    settings.SECRET_KEY = "another-one-for-this-test"

    assert DOSSIERS.alias != former
    assert files_in_engine.keys_holding(["tablet"]) is None
    breaker.answered()
    rebuild(DOSSIERS)
    assert files_in_engine.keys_holding(["tablet"]) == []


def test_a_file_that_is_erased_leaves_the_engine(told: Dossier, engine: Elasticsearch) -> None:
    told.delete()
    send_waiting()

    assert found(engine, digest(stem("tablettes"))) == 0


@pytest.mark.parametrize("trouble", ["away", "many"])
def test_the_tables_answer_where_the_engine_does_not(
    engine: Elasticsearch, call: CallPage, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    dossier, other = a_file(call), a_file(call)
    send_waiting()
    if trouble == "away":
        breaker.failed("a test")
    else:
        monkeypatch.setattr(files_in_engine, "MOST", 1)

    assert files_in_engine.keys_holding(["tablet"]) is None
    assert {each.pk for each in listed(browser_of(person()), q="tablettes")} == {
        dossier.pk,
        other.pk,
    }


def test_the_engine_and_the_tables_find_the_same(engine: Elasticsearch, call: CallPage) -> None:
    for name in ("Le Bocage", "La Fabrique", "Le Bocage numérique"):
        a_file(call, name=name, project=f"Un atelier pour {name}")
    send_waiting()
    stems = sorted(set(DossierWord.objects.values_list("stem", flat=True)))
    assert len(stems) > 20

    for one, other in zip(stems, reversed(stems), strict=True):
        wanted = {one, other}
        expected = set(Dossier.objects.holding(wanted).values_list("pk", flat=True))
        assert set(files_in_engine.keys_holding(wanted) or []) == expected
