"""Twenty sendings of one deposit at the same instant: one file, one number, one mail."""

from collections.abc import Iterator
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from ami.models import Dossier
from ami.views.carrier.access import let_in
from core.models import HistoryEntry, NumberSeries
from tests.ami.factories import OPENS, a_draft
from tests.mails import sent_mails
from tests.threads import at_once

THREADS = 20
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


@pytest.fixture
def draft() -> Iterator[Dossier]:
    """A complete draft that every thread sees."""
    with time_machine.travel(OPENS, tick=True):
        [made] = at_once(a_draft, times=1)
        yield made


def test_one_file_one_number_one_mail(draft: Dossier) -> None:
    together = Barrier(THREADS)
    address = reverse("dossier_summary", args=[draft.key])

    def post() -> tuple[int, str]:
        client = Client()
        client.cookies.update(let_in(draft).cookies)
        together.wait(timeout=60)
        response = client.post(address)
        return response.status_code, response.headers["Location"]

    answers = at_once(post, THREADS)

    assert set(answers) == {(302, reverse("dossier_receipt", args=[draft.key]))}
    assert at_once(deposited, times=1) == [(["AMI-2026-0001"], 1, 1)]
    at_once(sent_mails, times=1)
    assert sorted(each.to[0] for each in mail.outbox) == [
        "camille@exemple.fr",
        "service@exemple.fr",
    ]


def deposited() -> tuple[list[str | None], int, int]:
    """Return the numbers of the files, the last one given, and how often one was deposited."""
    return (
        [each.number for each in Dossier.objects.all()],
        NumberSeries.objects.get(name="AMI").last,
        HistoryEntry.objects.filter(action="deposer").count(),
    )
