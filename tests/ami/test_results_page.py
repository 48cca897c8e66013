"""The public results of a call: at their date and not before, and nothing that points to anyone."""

import csv
import io
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ami.kinds import ELSEWHERE
from ami.models import CallPage
from ami.public_results import results_of
from ami.services.correspondence import withdraw
from ami.services.results import Proposal, orient, release_results, reorient
from tests.ami.factories import OPENS, RESULTS
from tests.ami.results import ADDRESSES, ALENCON, CAEN, CHERBOURG, a_file
from tests.ami.reviewing import STAFF, approved, taken

SECOND = timedelta(seconds=1)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]


def numbers(series: str) -> dict[str, str]:
    """Return what the open data say of *series*, by label; structures of the territories."""
    text = Client().get("/appels/usages/resultats.csv").content.decode()
    rows = csv.DictReader(io.StringIO(text))
    return {
        row["libelle"]: row["nombre"] or row["precision"]
        for row in rows
        if row["serie"] == series and (series != "intercommunalite" or row["unite"] == "Structures")
    }


@pytest.mark.parametrize(
    ("moment", "is_out"), [(RESULTS - SECOND, False), (RESULTS, True), (RESULTS + SECOND, True)]
)
def test_the_results_open_at_their_date_and_nothing_tells_of_them_before(
    client: Client, call: CallPage, moment: datetime, is_out: bool
) -> None:
    for rank in range(5):
        a_file(call, f"structure {rank}", cited=True)
    with time_machine.travel(moment, tick=False):
        answers = [client.get(address) for address in ADDRESSES]
        around = [client.get(address) for address in ("/appels/usages/", "/sitemap.xml")]

    assert [answer.status_code for answer in answers] == [200 if is_out else 404] * 3
    for answer in around:
        assert ("/usages/resultats/" in answer.content.decode()) is is_out
    if not is_out:
        assert not any("Projet de" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("what", ["no date", "not online", "no file"])
def test_there_is_no_results_page_without_a_date_a_page_or_a_file(
    client: Client, call: CallPage, what: str
) -> None:
    dossier = a_file(call, "Phare")
    if what == "no date":
        CallPage.objects.update(results_at=None)
    elif what == "not online":
        call.unpublish()
    else:
        withdraw(dossier)
    with time_machine.travel(RESULTS, tick=False):
        assert [client.get(each).status_code for each in ADDRESSES] == [404] * 3
        assert "resultats" not in client.get("/sitemap.xml").content.decode()
        assert "/resultats/" not in client.get("/appels/usages/").content.decode()


@pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False)
def test_what_is_small_is_hidden_and_no_subtraction_finds_it(call: CallPage) -> None:
    for rank in range(7):
        a_file(call, f"caennaise {rank}", themes=["inclusion"])
    for rank in range(5):
        a_file(call, f"alençonnaise {rank}", ALENCON, themes=["inclusion"])
    a_file(call, "seule à Cherbourg", CHERBOURG, themes=["fablab"])
    withdraw(a_file(call, "retirée"))

    with time_machine.travel(RESULTS, tick=False):
        # The one of Cherbourg hides with the smallest of the others: 13 - 7 - 5 would give it away.
        assert numbers("intercommunalite") == {
            "Communauté urbaine Caen la Mer": "7",
            "Autres intercommunalités": "6",
        }
        assert numbers("total") == {"Projets": "13", "Structures": "13"}
        assert numbers("themes") == {
            "Inclusion numérique": "12",
            "Atelier de fabrication (fablab)": "moins de 5",
        }
        page = Client().get(ADDRESSES[0]).content.decode()
    assert "Cotentin" not in page
    assert "Cherbourg" not in page


@pytest.mark.parametrize("communes", [[CAEN, ALENCON, CHERBOURG] * 2, [CAEN] * 7 + [CHERBOURG]])
def test_territories_that_cannot_be_told_apart_are_said_in_words(
    client: Client, call: CallPage, communes: list[str]
) -> None:
    for rank, commune in enumerate(communes):
        a_file(call, f"structure {rank}", commune)
    with time_machine.travel(RESULTS, tick=False):
        page = client.get(ADDRESSES[0]).content.decode()

    assert "Trop peu de structures par intercommunalité" in page
    assert "Autres intercommunalités" not in page


def test_fewer_than_five_structures_say_no_number_of_them(call: CallPage) -> None:
    for rank in range(4):
        a_file(call, f"caennaise {rank}")
    with time_machine.travel(RESULTS, tick=False):
        assert numbers("total") == {"Projets": "moins de 5", "Structures": "moins de 5"}
        assert numbers("intercommunalite") == {}
        assert numbers("themes") == {}


def test_a_structure_that_answers_twice_is_one(call: CallPage) -> None:
    for rank in range(5):
        a_file(call, f"caennaise {rank}")
    a_file(call, "CAENNAISE 1")
    with time_machine.travel(RESULTS, tick=False):
        assert numbers("total") == {"Projets": "6", "Structures": "5"}


def test_only_outcomes_that_were_told_are_counted(call: CallPage) -> None:
    for rank in range(6):
        approved(a_file(call, f"caennaise {rank}"), "pole")
    for rank in range(5):
        orient(taken(a_file(call, f"en attente {rank}")), [Proposal("feder")], STAFF)
        elsewhere = Proposal(ELSEWHERE, "À la Préfecture")
        reorient(a_file(call, f"ailleurs {rank}"), elsewhere, STAFF, reason="hors sujet")
    with time_machine.travel(RESULTS, tick=False):
        assert numbers("suites") == {}
        release_results()
        assert numbers("suites") == {"Pôle de proximité": "6", "Un autre interlocuteur": "5"}


def test_nothing_of_a_person_is_read_and_titles_only_of_who_agreed(
    client: Client, call: CallPage
) -> None:
    approved(a_file(call, "<b>Phare</b>", cited=True), "pole", text="Pour lui seul")
    for rank in range(5):
        approved(a_file(call, f"discrète {rank}"), "pole", text="Pour lui seul")
    with time_machine.travel(RESULTS, tick=False):
        release_results()
        texts = [client.get(each).content.decode() for each in ADDRESSES]

    assert "Projet de &lt;b&gt;Phare&lt;/b&gt;" in texts[0]
    for text in texts:
        for private in ("discrète", "Camille Exemple", "camille@", "Pour lui seul", "AMI-2026"):
            assert private not in text


def test_open_data_say_their_licence_and_are_not_sent_twice(client: Client, call: CallPage) -> None:
    for rank in range(5):
        a_file(call, f"caennaise {rank}")
    with time_machine.travel(RESULTS, tick=False):
        first = client.get(ADDRESSES[2])
        again = client.get(ADDRESSES[2], headers={"if-none-match": first["ETag"]})

    assert "licence" in first["Link"]
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first.json()[0] == {
        "serie": "total",
        "libelle": "Projets",
        "unite": "Projets",
        "nombre": 5,
        "precision": "",
    }
    assert again.status_code == 304


def test_the_figures_cost_as_much_for_one_file_as_for_many(call: CallPage) -> None:
    def queries() -> int:
        with time_machine.travel(RESULTS, tick=False), CaptureQueriesContext(connection) as asked:
            assert results_of(call)
        return len(asked)

    for rank in range(5):
        a_file(call, f"caennaise {rank}")
    alone = queries()
    for rank in range(5):
        a_file(call, f"alençonnaise {rank}", ALENCON)
    assert queries() == alone <= 5
