"""What a page of a draft costs: the same whatever its projects, its communes and other files.

Times are for ``manage.py bench_dossiers``: those of a test depend on what else the machine does.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ami.models import Dossier, StepAnswers
from directory.models import Commune
from directory.search.communes import communes_written, find_communes
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.first_visit import first_queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]
Carrier = Callable[[Dossier], Client]
MOST, MOST_OF_A_SAVE = 16, 8  # the first page looks for mandates and other files besides


def add_much(dossier: Dossier) -> None:
    """Give a draft fifty projects and forty communes, and its call three hundred other drafts."""
    [first] = dossier.rows_of("projets")
    StepAnswers.objects.bulk_create(
        StepAnswers(dossier=dossier, step="projets", item=str(uuid.uuid4()), data=first.data)
        for _ in range(49)
    )
    communes = [str(each) for each in Commune.objects.order_by("-population")[:20]]
    keys = [f"{each.insee_code}-x" for each in Commune.objects.order_by("population")[:20]]
    StepAnswers.objects.filter(dossier=dossier, step="territoire").update(
        data={"communes": communes + keys}
    )
    Dossier.objects.bulk_create(
        Dossier(call=dossier.call, kind="ami", definition=dossier.definition) for _ in range(300)
    )


def pages(dossier: Dossier) -> list[str]:
    item = dossier.rows_of("projets")[0].item
    steps = ("structure", "contact", "projets", "territoire", "rencontre")
    return [
        *(reverse("dossier_step", args=[dossier.key, step]) for step in steps),
        reverse("dossier_item", args=[dossier.key, "projets", item]),
        reverse("dossier_attachments", args=[dossier.key]),
        reverse("dossier", args=[dossier.key]),
        reverse("dossier_summary", args=[dossier.key]),
    ]


def test_each_page_costs_the_same_for_one_project_and_for_fifty(carrier: Carrier) -> None:
    little, much = a_draft(call := CallPageFactory()), a_draft(call)
    client = carrier(little)
    costs = [first_queries(client, url) for url in pages(little)]
    add_much(much)
    client = carrier(much)

    after = [first_queries(client, url) for url in pages(much)]

    assert max(after) <= MOST
    # The communes themselves: two queries more, however many they are.
    assert all(more - less <= 2 for less, more in zip(costs, after, strict=True))


def test_a_save_costs_little_and_the_same(carrier: Carrier) -> None:
    dossier = a_draft()
    client = carrier(dossier)

    def save() -> int:
        item = dossier.rows_of("projets")[-1].item
        address = reverse("dossier_autosave", args=[dossier.key, "projets", item])
        with CaptureQueriesContext(connection) as log:
            response = client.post(address, {"titre": "Un atelier", "sequence": "0"})
        assert response.status_code == 200
        return len(log)

    before = save()
    add_much(dossier)
    assert save() == before <= MOST_OF_A_SAVE


def test_communes_written_by_the_site_are_those_that_are_typed() -> None:
    communes = Commune.objects.order_by("folded_name")[::13]
    labels = [str(each) for each in communes]
    keys = [f"{each.insee_code}-x" for each in communes]

    read = communes_written([*labels, *keys, "caen", "Nulle part (99999)", ""])

    assert set(read) == {*labels, *keys}
    assert all(read[text] == find_communes(text)[0].commune for text in read)
