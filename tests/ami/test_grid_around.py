"""What a grid and its readings change around the files: exports, figures, checklist, costs."""

import csv
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ami.exports.table import Selection, table_of
from ami.exports.writers import write_csv
from ami.figures import figures_of
from ami.models import Assessment, CallCriterion, CallPage, Dossier, MessageTemplate, Rating
from ami.review_readiness import review_advice
from normandie.roles import LEADS_GROUP, READERS_GROUP, REVIEWERS_GROUP, apply_roles
from tests.ami.factories import CallPageFactory
from tests.ami.grid import A_LITTLE, FULLY, NOT_AT_ALL, RATHER, a_call_with_grid, grid, reads
from tests.ami.queue import LIST, a_file
from tests.ami.reviewing import DURING
from tests.directory.admin.sheet import edit_url, submit
from tests.factories import UserFactory
from tests.memory import collected, peak
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
SUPER = UserFactory.build(is_superuser=True)
MOST_OF_A_FILE, MOST_OF_THE_QUEUE = 30, 20
TRAP = "=HYPERLINK(1)"


@pytest.fixture
def call() -> CallPage:
    return a_call_with_grid()


def somebody(name: str) -> Any:
    return UserFactory(first_name=name, last_name="Exemple")


def lines(call: CallPage, **asked: str) -> list[dict[str, str]]:
    chosen = {"call": call.slug, "format": "csv", "lines": "dossier"} | asked
    answer = signed_in("reader").post(reverse("ami_export:index"), chosen)
    text = b"".join(answer.streaming_content).decode("utf-8-sig").replace("\u00a0", " ")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_an_export_says_who_says_what_of_each_criterion_where_it_is_asked(call: CallPage) -> None:
    read, unread = a_file(call), a_file(call)
    reads(read, somebody("Nora"), (NOT_AT_ALL, TRAP), (None, "Je connais le porteur"))
    reads(read, somebody("Karim"), RATHER, FULLY, comment="À revoir")
    old = grid(call)[0]
    CallCriterion.objects.filter(pk=old.pk).update(label="Utilité")
    grid(call)[1].delete()
    reads(read, somebody("Lou"), A_LITTLE)

    first, second = lines(call, with_readings="on")

    assert (first["Lectures"], second["Lectures"]) == ("3", "0")
    assert first["Utilité"].splitlines() == [
        f"Nora Exemple : pas du tout (sur « {old.label} »). {TRAP}",
        f"Karim Exemple : plutôt (sur « {old.label} »)",
        "Lou Exemple : un peu",
    ]
    assert first["Ancrage dans le territoire"].splitlines() == [
        "Nora Exemple : ne se prononce pas. Je connais le porteur",
        "Karim Exemple : tout à fait",
    ]
    assert first["Avis opposés"] == "Utilité"
    assert first["Avis d’ensemble"] == "Karim Exemple : À revoir"
    assert set(second.values()) & {"Utilité", "Nora Exemple"} == set()
    assert "Nora" not in str(lines(call))
    assert unread.number == second["Numéro"]


def many(call: CallPage, number: int) -> None:
    """Have *number* more files of *call*, each read by two reviewers."""
    model, people = a_file(call), [UserFactory(), UserFactory()]
    made = []
    for _ in range(number):
        each = Dossier.objects.get(pk=model.pk)
        each.pk, each.number = None, f"COPIE-{Dossier.objects.count()}-{len(made)}"
        each.key = Dossier._meta.get_field("key").get_default()
        made.append(each)
    files = Dossier.objects.bulk_create(made)
    readings = Assessment.objects.bulk_create(
        Assessment(dossier=each, author=who) for each in files for who in people
    )
    Rating.objects.bulk_create(
        Rating(assessment=each, criterion=asked.key, label=asked.label, level=rank % 4)
        for rank, each in enumerate(readings)
        for asked in grid(call)
    )


def test_an_export_of_readings_costs_no_query_a_file_nor_memory(call: CallPage) -> None:
    many(call, 199)

    def export() -> None:
        for _ in collected(write_csv(table_of(Selection(call, SUPER, with_readings=True)))):
            pass

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            export()
        return len(asked), peak(export)

    queries, before = cost()
    many(call, 199)

    more, held = cost()
    # Of each hundred: files, projects, outcomes, tags, news, opinions, readings, ratings.
    assert more - queries == 8 * 2
    assert held < 1.2 * before  # twice as many files


def test_figures_say_how_many_files_are_read_by_how_many(call: CallPage) -> None:
    files = [a_file(call) for _ in range(4)]
    nora, karim = somebody("Nora"), somebody("Karim")
    for dossier in files[:2]:
        reads(dossier, nora, FULLY, FULLY)
    reads(files[0], karim, NOT_AT_ALL, FULLY)
    a_file(a_call_with_grid())

    page = text_of(signed_in("reader").get(reverse("ami_figures:index"), {"appel": call.slug}))

    assert (
        "Avec des avis opposés : 1. Lus par Dossiers personne 2 1 personne 1 2 personnes 1" in page
    )
    without = figures_of(CallPageFactory(), SUPER)
    assert [each for each in without.charts if each.key == "lectures" and each.bars] == []


def in_group(name: str) -> None:
    apply_roles()
    UserFactory().groups.add(Group.objects.get(name=name))


def test_the_checklist_says_what_the_study_lacks_and_forbids_nothing() -> None:
    call, team = CallPageFactory(), signed_in("team")
    lacks = ("Écrire la grille de lecture", "Préparer des modèles de messages", "d’approuver")

    page = text_of(team.get(edit_url(call)))
    assert all(each in page for each in lacks)
    assert "Rien ne manque à l’ouverture" in page
    assert submit(team, call).status_code == 302

    CallCriterion.objects.create(call=call, label="Utilité")
    MessageTemplate.objects.create(title="Rappel", text="Bonjour")
    in_group(LEADS_GROUP)
    page = text_of(team.get(edit_url(call)))
    assert not any(each in page for each in lacks)


def test_the_checklist_counts_the_people_that_an_answer_needs() -> None:
    call = CallPageFactory(four_eyes=True)

    def people() -> list[str]:
        return [each for each in review_advice(call) if each.startswith("Donner à ")]

    assert "le droit d’étudier les dossiers\u00a0: personne" in people()[0]
    in_group(READERS_GROUP)
    assert "le droit d’étudier les dossiers\u00a0: personne" in people()[0]
    in_group(LEADS_GROUP)
    assert "deuxième personne" in people()[0]
    call.four_eyes = False
    assert people() == []
    call.four_eyes = True
    in_group(REVIEWERS_GROUP)
    assert people() == []


def queries(client: Client, url: str, params: dict[str, str]) -> int:
    client.get(url, params)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url, params).status_code == 200
    return len(asked)


def test_readings_cost_the_same_queries_for_one_and_for_many(call: CallPage) -> None:
    client = signed_in("lead")
    CallPage.objects.filter(pk=call.pk).update(four_eyes=True)
    dossier = a_file(CallPage.objects.get(pk=call.pk), state="oriente")
    for name, level in (("Nora", FULLY), ("Karim", NOT_AT_ALL)):
        reads(dossier, somebody(name), level, level)
    own = reverse("wagtailsnippets_ami_dossier:assess", args=(dossier.pk,))
    inspect = reverse("wagtailsnippets_ami_dossier:inspect", args=(dossier.pk,))
    filters = {"attention": ["divided", "mine_missing"], "q": "tablettes"}
    asked = [(inspect, {}), (own, {}), (LIST, filters)]
    before = [queries(client, *each) for each in asked]

    for name in ("Lou", "Sacha", "Maé"):
        reads(dossier, somebody(name), NOT_AT_ALL, FULLY)
    many(call, 60)

    assert [queries(client, *each) for each in asked] == before
    assert before[0] <= MOST_OF_A_FILE
    assert before[2] <= MOST_OF_THE_QUEUE
