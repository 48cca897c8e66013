"""What carriers say after the answer, counted: for staff, then for anyone, pointing at nobody."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from ami.exports.table import Selection, table_of
from ami.follow_up_figures import Count, Total, follow_up_charts
from ami.models import CallPage, Dossier
from ami.public_results import OTHERS, _may_be_told, _together
from ami.services.deposit import deposit
from ami.services.follow_ups import answer
from ami.services.results import release_results
from core.charts import SMALL
from tests.ami.factories import COMPLETE, OPENS, RESULTS, a_draft
from tests.ami.reviewing import approved
from tests.factories import UserFactory

AT_SIX, AT_TWELVE = RESULTS + relativedelta(months=6), RESULTS + relativedelta(months=12)
SUPER = UserFactory.build(is_superuser=True)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]


def make_files(call: CallPage, number: int) -> list[Dossier]:
    files = []
    for rank in range(number):
        named = COMPLETE["structure"] | {"nom": f"Structure {rank}"}
        dossier = deposit(a_draft(call, structure=named))
        files.append(approved(dossier, "ingenierie", "materiels"))
    with time_machine.travel(RESULTS, tick=False):
        release_results()
    return files


def tell(dossier: Dossier, moment: Any, **said: str) -> None:
    with time_machine.travel(moment, tick=False):
        call_command("daily", "ami.follow_projects_up", verbosity=0)
        data = QueryDict(mutable=True)
        data.update({"avancement": "comme-prevu"} | said)
        answer(dossier.follow_ups.last(), data)


def staff_charts(call: CallPage) -> dict[str, dict[str, int | None]]:
    return {
        chart.key: {bar.label: bar.number for bar in chart.bars}
        for chart in follow_up_charts(call, SUPER)
    }


def public(series: str) -> dict[str, str]:
    with time_machine.travel(AT_TWELVE, tick=False):
        text = Client().get("/appels/usages/resultats.csv").content.decode()
    rows = csv.DictReader(io.StringIO(text))
    return {row["libelle"]: row["nombre"] for row in rows if row["serie"] == series}


def test_staff_read_how_many_answered_and_what_by_the_last_answer(call: CallPage) -> None:
    first, second, _ = make_files(call, 3)
    tell(first, AT_SIX, avancement="ralenti", personnes="10")
    tell(second, AT_SIX, personnes="5", **{"suite-ingenierie": "obtenu"})
    tell(first, AT_TWELVE, avancement="termine", personnes="1 200", **{"suite-materiels": "refuse"})

    counted = staff_charts(call)

    assert counted["nouvelles"] == {
        "À 6 mois, demandées": 3,
        "À 6 mois, données": 2,
        "À 12 mois, demandées": 3,
        "À 12 mois, données": 1,
    }
    assert counted["avancement"] == {"Il avance comme prévu": 1, "Il est terminé": 1}
    assert counted["suites"] == {"Obtenu": 1, "Refusé": 1}
    assert counted["totaux"]["Personnes déjà touchées"] == 1205


def test_a_call_that_asked_nothing_yet_shows_no_chart(call: CallPage) -> None:
    make_files(call, 1)
    assert follow_up_charts(call, SUPER) == []


def test_anyone_reads_what_enough_carriers_said_and_nothing_of_the_few(call: CallPage) -> None:
    for rank, dossier in enumerate(make_files(call, 12)):
        said = {"avancement": "arrete"} if rank == 0 else {}
        said |= {"personnes": "100", "emplois": "900" if rank == 0 else "1"}
        tell(dossier, AT_SIX, mot="Un mot pour le service", **said)

    # One that stopped hides with the others: 12 - 11 would give it away.
    assert public("nouvelles-avancement") == {}
    assert public("nouvelles-totaux") == {"Personnes déjà touchées": "1200"}
    with time_machine.travel(AT_TWELVE, tick=False):
        page = Client().get("/appels/usages/resultats/").content.decode()
    assert "1\u00a0200" in page
    assert "Il est arrêté" not in page
    assert "votre projet" not in page
    assert "Un mot pour" not in page


def test_what_enough_carriers_said_is_on_the_page_and_in_the_open_data(call: CallPage) -> None:
    for rank, dossier in enumerate(make_files(call, 11)):
        tell(dossier, AT_SIX, avancement="comme-prevu" if rank < 6 else "ralenti")

    assert public("nouvelles-avancement") == {
        "Il avance comme prévu": "6",
        "Il avance plus lentement que prévu": "5",
    }


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_no_subtraction_finds_a_small_number(numbers: list[int]) -> None:
    answers, first = {}, 0
    for rank, number in enumerate(numbers):
        answers[str(rank)] = {str(each) for each in range(first, first + number)}
        first += number
    told = _together(Count("x", "x", answers))

    assert all(number is not None and number >= SMALL for _, number in told)
    hidden = sum(numbers) - sum(number or 0 for _, number in told)
    assert hidden == 0 or told == []
    small = {label for label, who in answers.items() if 0 < len(who) < SMALL}
    assert not small & {label for label, _ in told}
    assert OTHERS not in [label for label, _ in told[:-1]]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("given_by", "is_told"),
    [
        ([10] * 5, True),
        ([10] * 4, False),
        ([10] * 4 + [0], False),
        ([85, 5, 5, 3, 2], False),
        ([84, 5, 5, 3, 3], True),
    ],
)
def test_a_sum_that_one_makes_is_not_told(given_by: list[int], is_told: bool) -> None:
    total = Total("x", "x", {str(rank): number for rank, number in enumerate(given_by)})
    assert _may_be_told(total) is is_told


def test_news_are_in_the_export(call: CallPage) -> None:
    dossier, _ = make_files(call, 2)
    tell(dossier, AT_SIX, mot="=1+1", personnes="1 200", **{"suite-ingenierie": "obtenu"})

    table = table_of(Selection(call, SUPER))
    headings = [each.heading for each in table.columns]
    told, silent = (dict(zip(headings, line, strict=True)) for line in table.lines)

    assert told["Ce que sont devenues les suites, à 6 mois"] == (
        "Accompagnement en ingénierie\u00a0: Obtenu"
    )
    assert told["Où en est votre projet\u00a0?, à 6 mois"] == "Il avance comme prévu"
    assert told["Un mot au service, à 6 mois"] == "=1+1"  # what writes it makes it safe
    assert str(told["Nouvelles à 6 mois"]).startswith("2027-07-15")
    assert silent["Nouvelles à 6 mois"] is None
    assert told["Nouvelles à 12 mois"] is None


def test_an_answer_stays_in_the_export_once_its_question_is_worded_anew(call: CallPage) -> None:
    [dossier] = make_files(call, 1)
    tell(dossier, AT_SIX, mot="Merci")
    told = dossier.follow_ups.get()
    before, worded = "Un mot au service", "Un mot pour le service"
    for question in told.definition["steps"][0]["fields"]:
        question["label"] = question["label"].replace(before, worded)
    told.frozen["words"] = [[label.replace(before, worded), text] for label, text in told.words()]
    told.save()

    table = table_of(Selection(call, SUPER))
    [line] = table.lines

    assert "Merci" in line


def test_a_hundred_answers_cost_no_more_queries_than_one(
    call: CallPage, django_assert_max_num_queries: Any
) -> None:
    for dossier in make_files(call, 4):
        tell(dossier, AT_SIX)
    with django_assert_max_num_queries(2):
        follow_up_charts(call, SUPER)
