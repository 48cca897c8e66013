"""A site made for Bretagne is of Bretagne: whatever is read there, nothing names Normandie."""

import csv
import json
import re
from email import message_from_bytes, policy
from io import StringIO

import pytest

from normandie.settings.region import read_region
from tests.regions.conftest import BuiltSite
from tests.regions.words import elsewhere

# Building and reading it takes minutes on a busy machine.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1100)]
REGION = read_region("bretagne")
ASKED = "/annuaire/?commune=Caen"  # says again what was typed
# Addresses that stand for each kind of page and of file; « * » for anything.
KINDS = """
/ /annuaire/ /annuaire/carte/ /annuaire/orientation/ /annuaire/donnees-ouvertes/
/annuaire/la-boussole/ /annuaire/lieux.csv /annuaire/lieux.json /annuaire/lieux.geojson
/annuaire/carte/lieux.json /annuaire/carte/fond.json /agenda/ /agenda/agenda.ics /agenda/rss.xml
/appels/ /appels/usages-numeriques-exemple/ /reseau/ /reseau/epn/ /label/ /aides/ /glossaire/
/presse/ /mentions-legales/ /donnees-personnelles/ /facile-a-lire/ /plan-du-site/ /accessibilite/
/recherche/ /recherche/?q=imprimer /recherche/opensearch.xml /sitemap.xml /robots.txt
admin/admin/ admin/admin/pages/* admin/admin/guide/* responsable/admin/appels/dossiers/*
gestionnaire/espace/aide/ gestionnaire/espace/lieux/*
""".split()  # noqa: SIM905

BETWEEN_MAILS = b"-" * 79  # in a file of Django's backend

Answers = dict[str, tuple[int, str]]


def test_nothing_that_is_read_names_another_region(answers: Answers) -> None:
    found = {
        address: words
        for address, (_, text) in answers.items()
        if address != ASKED and (words := elsewhere(text))
    }

    assert found == {}


def test_each_kind_of_page_was_read(answers: Answers) -> None:
    served = [address for address, (status, _) in answers.items() if status == 200]
    patterns = {kind: re.compile(re.escape(kind).replace(r"\*", ".*")) for kind in KINDS}

    assert [
        kind for kind, pattern in patterns.items() if not any(map(pattern.fullmatch, served))
    ] == []
    assert [address for address, (status, _) in answers.items() if status >= 500] == ["500"]
    assert len(served) > 500


def test_pages_bear_the_name_of_the_region(answers: Answers) -> None:
    for address in ("/", "/rien/", "400", "500", "admin/admin/", "gestionnaire/espace/aide/"):
        assert "Bretagne Connectée" in answers[address][1], address
    assert answers["user-agent"][1] == "BretagneConnectee/1.0"
    assert "tiers-lieux de Bretagne" in answers["/annuaire/"][1]
    assert "en Bretagne" in answers[ASKED][1]
    assert "lieux-de-mediation-numerique_bretagne.csv" in answers["/annuaire/lieux.csv"][1]
    assert "/static/region/mark.svg#land" in answers["/"][1]


def test_mails_are_of_the_region(bretagne: BuiltSite) -> None:
    written = b"".join(path.read_bytes() for path in (bretagne.folder / "mails").iterdir())
    mails = [
        " ".join(
            part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"
        )
        for each in written.split(BETWEEN_MAILS)
        if (mail := message_from_bytes(each.strip(), policy=policy.default))["Subject"]
    ]

    assert len(mails) >= 3
    assert [words for mail in mails if (words := elsewhere(mail))] == []


def test_a_commune_of_the_region_is_found_and_a_former_one(answers: Answers) -> None:
    near_quimper = answers["/annuaire/?commune=Quimper&rayon=20"][1]
    assert re.search(r"\d+ lieux à moins de 20.km de Quimper", near_quimper)
    assert "L’Établi" in near_quimper
    assert "Binic-Étables-sur-Mer" in answers["/annuaire/?commune=Binic"][1]


def test_the_map_opens_on_the_region(answers: Answers) -> None:
    bounds = [[REGION.south, REGION.west], [REGION.north, REGION.east]]
    assert json.dumps(bounds) in answers["/annuaire/carte/"][1]
    background = json.loads(answers["/annuaire/carte/fond.json"][1].partition("{")[2].join("{ "))
    names = {each["properties"].get("departement") for each in background["features"]} - {None}
    towns = {each["properties"].get("town") for each in background["features"]} - {None}

    assert names == {"Côtes-d'Armor", "Finistère", "Ille-et-Vilaine", "Morbihan"}
    assert {"Rennes", "Brest", "Quimper"} <= towns


def test_the_places_are_of_the_region(answers: Answers) -> None:
    _, _, table = answers["/annuaire/lieux.csv"][1].partition("id,")
    places = list(csv.DictReader(StringIO(f"id,{table}")))

    assert len(places) > 200
    assert {row["code_insee"][:2] for row in places} == REGION.departements.keys()


def test_its_database_is_refused_to_another_region(bretagne: BuiltSite) -> None:
    check = ("manage.py", "check", "--database", "default", "--region")

    assert bretagne.run(*check, "bretagne").returncode == 0
    refused = bretagne.run(*check, "normandie")
    assert refused.returncode == 1
    assert "normandie.E009" in refused.stderr
