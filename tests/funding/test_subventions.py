"""The essential data of subventions: read line by line, replaced by year, given back the same."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from normandie.funding.models import Subvention
from normandie.funding.scdl import COLUMNS, read_csv
from tests.clock import in_december_2026
from tests.factories import DirectoryPageFactory
from tests.first_visit import first_queries
from tests.funding.factories import ROW, a_scheme, file_of, publish, the_index
from tests.reading import content_of, links, main_text, text_of, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


RNA = "W142004521"
# What is wrong in a row, and what is said of it.
WRONG = (
    ({"idBeneficiaire": "38047555800059"}, "Ligne 2, idBeneficiaire"),
    ({"idBeneficiaire": ""}, "n’a pas de SIRET donne son numéro dans rnaBeneficiaire"),
    ({"nomBeneficiaire": "Mme Ada Démo"}, "une personne physique ne figure jamais"),
    ({"montant": "47 800,20"}, "Ligne 2, montant"),
    ({"dateConvention": "27/06/2025"}, "AAAA-MM-JJ"),
    ({"datesPeriodeVersement": "2026-01-01/2025-01-01"}, "la fin après le début"),
    ({"nature": "prêt"}, "Ligne 2, nature"),
    ({"pourcentageSubvention": "0"}, "de 0.01 à 1"),
    ({"objet": ""}, "cette valeur manque"),
    ({"dateConvention": "2025-02-30"}, "AAAA-MM-JJ"),
)


@pytest.mark.one_engine
def test_what_the_schema_refuses_is_told_by_line() -> None:
    told = [(read_csv(file_of(wrong)).errors, said) for wrong, said in WRONG]

    assert [len(errors) for errors, _ in told] == [1] * len(WRONG)
    assert [said for errors, said in told if said not in errors[0]] == []


@pytest.mark.one_engine
def test_a_file_that_is_no_table_of_the_schema_is_refused_whole() -> None:
    for content, said in (
        (b"nom;prix\r\nx;1", "Colonnes qui manquent"),
        ("é".encode("latin-1"), "UTF-8"),
        (file_of({}, {}), "Ligne 3\u00a0: elle répète la ligne 2."),
    ):
        assert said in " ".join(read_csv(content).errors)
    assert read_csv(b"\xef\xbb\xbf" + file_of({}, delimiter=";")).errors == []


def as_json(client: Client, asked: dict[str, str] | None = None) -> list[dict[str, Any]]:
    return json.loads(content_of(client.get("/aides/subventions.json", asked)))


def test_a_file_is_given_back_the_same(client: Client) -> None:
    the_index()
    rows = ({"dispositifAide": "Étude"}, {"nomBeneficiaire": "Ville", "notificationUE": "oui"})
    publish(*rows)

    response = client.get("/aides/subventions.csv")
    content = content_of(response)

    assert response.streaming
    unchanged = {"If-None-Match": response["ETag"]}
    assert client.get("/aides/subventions.csv", headers=unchanged).status_code == 304
    assert response["Link"].startswith("<https://www.etalab.gouv.fr/licence-ouverte")
    assert sorted(read_csv(content).rows, key=str) == sorted(read_csv(file_of(*rows)).rows, key=str)
    records = as_json(client)
    assert [list(each) for each in records] == [[column.name for column in COLUMNS]] * 2
    assert {each["montant"] for each in records} == {47800.2}
    publish(*rows, {"nomBeneficiaire": "Club", "idBeneficiaire": "", "rnaBeneficiaire": RNA})
    assert client.get("/aides/subventions.csv", headers=unchanged).status_code == 200
    assert [each["rnaBeneficiaire"] for each in as_json(client)].count(RNA) == 1
    Subvention.objects.update(is_example=True)
    assert as_json(client) == []
    assert "Exemple" in texts(client.get("/aides/subventions/"), "tbody .badge")


def test_the_page_narrows_by_year_and_scheme_and_counts_parts(client: Client) -> None:
    a_scheme("etude", title="L’aide aux études")
    assert "Rien n’est encore publié ici" in main_text(client.get("/aides/subventions/"))
    publish(
        {"dispositifAide": "L’aide aux etudes", "pourcentageSubvention": "0.5"},
        {"dispositifAide": "Autre", "nomBeneficiaire": "Ville"},
        {"dateConvention": "2024-01-02", "montant": "30000"},
    )

    assert "3 subventions, 101 700,30 €" in main_text(client.get("/aides/subventions/"))
    found = client.get("/aides/subventions/", {"annee": "2025", "aide": "etude"})
    assert "1 subvention, 23 900,10 €" in main_text(found)
    assert texts(found, "tbody a") == ["L’aide aux études"]
    assert "Ville" in main_text(client.get("/aides/subventions/", {"aide": "autre"}))
    for asked in ({"annee": "1999"}, {"aide": "zz"}):
        unknown = client.get("/aides/subventions/", asked)
        assert "0 subvention" in main_text(unknown)
        assert "Rien n’est publié pour" in main_text(unknown)
        assert as_json(client, asked) == []
    assert "?aide=etude" in client.get("/aides/etude/").content.decode()


def send(client: Client, *rows: dict[str, str], **given: Any) -> str:
    file = {"file": SimpleUploadedFile("s.csv", file_of(*rows))} if rows else {}
    return main_text(client.post(reverse("funding_subventions"), file | given))


def test_staff_try_a_file_then_publish_it_in_the_place_of_its_years(client: Client) -> None:
    index = the_index()
    publish({}, {"dateConvention": "2024-01-02"})
    team = signed_in("team")

    tried = send(team, {"objet": "Autre", "montant": "100"}, dry_run="on")
    assert "Essai : rien n’a été écrit" in tried
    assert "2025 : 1 ligne, à la place de 1" in tried
    assert "1 ligne de 23 000 € ou moins" in tried
    assert "Cochez cette case" in send(team, {"objet": "Autre"})
    assert "Ligne 2, montant" in send(team, {"montant": "x"}, no_person="on")
    assert not Subvention.objects.filter(purpose="Autre").exists()

    assert "Subventions publiées" in send(team, {"objet": "Autre"}, no_person="on")
    assert set(Subvention.objects.values_list("signed_on__year", "purpose")) == {
        (2024, ROW["objet"]),
        (2025, "Autre"),
    }
    assert "Année 2024 retirée" in send(team, withdrawn="2024")
    assert [each["year"] for each in Subvention.objects.by_year()] == [2025]
    told = text_of(team.get(reverse("wagtailadmin_pages:history", args=(index.pk,))))
    assert "Subventions publiées : 2025 (1 ligne, à la place de 1)" in told
    assert "Subventions de 2024 retirées : 1 ligne" in told


@in_december_2026
def test_the_page_of_the_open_data_leads_to_the_files_and_says_their_day(client: Client) -> None:
    the_index()
    DirectoryPageFactory()
    publish({})

    page = client.get("/annuaire/donnees-ouvertes/")
    (section,) = texts(page, "[aria-labelledby=subventions]")
    assert "publié ici le 1er décembre 2026" in section
    assert links(page)["Télécharger les subventions en CSV"].endswith("/aides/subventions.csv")
    assert "publié ici le 1er décembre 2026" in main_text(client.get("/aides/subventions/"))
    Subvention.objects.update(is_example=True)
    page = client.get("/annuaire/donnees-ouvertes/")
    assert texts(page, "[aria-labelledby=subventions]") == []


def test_the_page_costs_the_same_for_many_rows(client: Client) -> None:
    a_scheme("etude", title="Étude")
    publish({"dispositifAide": "Étude"})
    few = first_queries(client, "/aides/subventions/")
    publish(*({"dispositifAide": "Étude", "montant": str(rank)} for rank in range(30_000, 30_060)))

    assert first_queries(client, "/aides/subventions/") == few <= 15
