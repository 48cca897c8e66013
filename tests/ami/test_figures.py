"""A call in figures, for staff: what is counted, what is not, at what cost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ami.figures import figures_of
from ami.models import CallPage
from ami.services.correspondence import withdraw
from ami.services.deposit import deposit
from ami.services.results import Proposal, orient, release_results
from tests.ami.factories import COMPLETE, OPENS, RESULTS, CallPageFactory, a_draft
from tests.ami.reviewing import CHIEF, STAFF, taken
from tests.factories import UserFactory
from tests.roles import signed_in

DAY = timedelta(days=1)
SUPER = UserFactory.build(is_superuser=True)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(OPENS + 7 * DAY, tick=False)]


def charts(call: CallPage) -> dict[str, dict[str, int | None]]:
    return {
        chart.key: {bar.label: bar.number for bar in chart.bars}
        for chart in figures_of(call, SUPER).charts
    }


def test_files_are_counted_by_what_they_say_and_drafts_only_as_drafts(call: CallPage) -> None:
    town = COMPLETE["structure"] | {"forme": "commune", "commune": "61001-alencon"}
    two_needs = COMPLETE["projets"] | {"besoins": ["ingenierie", "materiel"]}
    studied = taken(deposit(a_draft(call)))
    deposit(a_draft(call, structure=town, projets=two_needs))
    a_draft(call)
    deposit(a_draft(CallPageFactory()))
    orient(studied, [Proposal("materiels"), Proposal("pole")], STAFF)

    figures, counted = figures_of(call, SUPER), charts(call)

    assert (figures.files, figures.projects, figures.drafts) == (2, 2, 1)
    assert counted["etats"] == {"Déposé": 1, "Orienté": 1}
    assert counted["departements"] == {"Calvados": 1, "Orne": 1}
    assert counted["epci"] == {
        "Communauté urbaine Caen la Mer": 1,
        "Communauté urbaine d'Alençon": 1,
    }
    assert counted["formes"] == {"Association": 1, "Commune": 1}
    assert counted["themes"] == {"Inclusion numérique": 2}
    assert counted["needs"] == {"Un accompagnement pour construire le projet": 2, "Du matériel": 1}
    assert counted["suites"] == {"Matériels numériques": 1, "Pôle de proximité": 1}
    assert counted["jours"] == {"9 novembre 2026": 2}


def test_a_day_is_that_of_people_here(call: CallPage) -> None:
    """23:30 in London is the next day in Paris."""
    late = OPENS.replace(hour=23, minute=30)
    deposit(a_draft(call), late)
    assert charts(call)["jours"] == {"3 novembre 2026": 1}


def test_delays_are_medians_from_the_deposit(call: CallPage) -> None:
    files = [deposit(a_draft(call)) for _ in range(3)]
    for dossier, days in zip(files, (1, 3, 20), strict=True):
        with time_machine.travel(OPENS + 7 * DAY + days * DAY, tick=False):
            taken(dossier)
    withdraw(deposit(a_draft(call)))  # by its carrier: the service has done nothing of it
    orient(files[0], [Proposal("pole")], STAFF)
    files[0].call_kind.transitions.apply(files[0], "approuver-reponse", CHIEF)
    with time_machine.travel(RESULTS, tick=False):
        release_results()
        # A file that was opened again counts by its first analysis.
        files[0].refresh_from_db()
        files[1].call_kind.transitions.apply(files[1], "demander-complement", STAFF, **ASKED)

    started, answered = figures_of(call, SUPER).delays

    assert (started.words, started.number) == ("3\u00a0jours", 3)
    assert (answered.value, answered.number) == (RESULTS - files[0].deposited_at, 1)


ASKED = {"text": "Un mot", "pieces": ["plan"], "due_on": RESULTS.date() + 9 * DAY}


def test_the_screen_shows_each_chart_as_a_table_to_who_reads_the_files(call: CallPage) -> None:
    empty = CallPageFactory(title="Un autre appel", opens_at=OPENS - DAY)
    deposit(a_draft(call, structure=COMPLETE["structure"] | {"nom": "<b>Phare</b>"}))
    address = reverse("ami_figures:index")

    client = signed_in("team")
    page = client.get(address).content.decode()
    assert call.title in page
    assert page.count('class="listing chart"') == 7  # no outcome yet
    assert "Calvados" in page
    assert "style=" not in page.split("<main")[-1]
    other = client.get(address, {"appel": empty.slug}).content.decode()
    assert 'class="listing chart"' not in other
    assert client.get(address, {"appel": "inconnu"}).status_code == 200
    for role in ("visitor", "outsider", "editor"):
        assert signed_in(role).get(address).status_code == 302


def test_a_hundred_files_cost_no_more_queries_than_one(call: CallPage) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            figures_of(call, SUPER)
        return len(asked)

    taken(deposit(a_draft(call)))
    queries()  # content types are read once
    alone = queries()
    for _ in range(4):
        taken(deposit(a_draft(call)))
    assert queries() == alone <= 12
