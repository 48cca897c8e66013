"""A request for the label, from its draft to a decision or to silence: data alone is added."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ami.attention import silence_near
from ami.checks import kinds_are_sound
from ami.kinds import CARRIER, LEAD, REVIEWER, Silence, base
from ami.models import CallPage, Completion, Dossier, Project
from ami.services.drafts import begin_draft
from ami.services.silence import silence_date
from core.models import HistoryEntry
from core.workflow import Actor, NotAllowed, ReasonMissing
from tests.ami.factories import CallPageFactory
from tests.ami.label_kind import ARACT, LABEL
from tests.ami.queue import listed
from tests.ami.reviewing import screen
from tests.mails import sent_mails
from tests.reading import text_of
from tests.roles import signed_in

BEGUN = datetime(2026, 11, 10, 9, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(BEGUN, tick=False)]
Carrier = Callable[[Dossier], Client]


@pytest.fixture(autouse=True)
def label(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(base._kinds, "essai", LABEL)


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory(
        kind="essai", title="Label EPN", closes_at=None, results_at=None, silence=""
    )


@pytest.fixture
def deposited(call: CallPage, carrier: Carrier) -> Callable[[], tuple[Client, Dossier]]:
    """Fill a request in and deposit it, as a browser does."""

    def fill_in() -> tuple[Client, Dossier]:
        dossier = begin_draft(call, "camille@exemple.fr")
        client = carrier(dossier)
        who = {"raison_sociale": "La Ruche", "mel": "la@exemple.fr", "ville": "14118-caen"}
        client.post(page(dossier, "dossier_step", "demandeur"), who)
        [post] = dossier.rows_of("postes")
        answers = {"intitule": "Coudre", "cout": "1 500"}
        client.post(page(dossier, "dossier_item", "postes", post.item), answers)
        client.post(page(dossier, "dossier_step", "engagement"), {"charte": "oui"})
        client.post(page(dossier, "dossier_summary"))
        dossier.refresh_from_db()
        return client, dossier

    return fill_in


def page(dossier: Dossier, name: str = "dossier", *args: str) -> str:
    return reverse(name, args=[dossier.key, *args])


def act(dossier: Dossier, action: str, role: str, **more: str) -> None:
    dossier.call_kind.transitions.apply(dossier, action, Actor(role), **more)


def said(client: Client, dossier: Dossier, name: str = "dossier") -> str:
    return text_of(client.get(page(dossier, name))).replace("\u00a0", " ")


def test_it_is_sound() -> None:
    assert kinds_are_sound() == []


def test_a_request_is_numbered_and_receipted_in_its_own_words(
    deposited: Callable[[], tuple[Client, Dossier]],
) -> None:
    client, dossier = deposited()

    assert (dossier.number, dossier.state) == ("LABEL-2026-0001", "depose")
    assert (dossier.carrier_name, dossier.commune.name) == ("La Ruche", "Caen")
    item = Project.objects.get()
    assert (item.title, item.budget) == ("Coudre", 1500)
    receipt = said(client, dossier, "dossier_receipt")
    assert "Cette demande de label appelle une décision." in receipt
    assert "Sans réponse au 10 mars 2027, votre demande sera tenue pour rejetée" in receipt
    assert "manifestation d’intérêt" not in receipt + said(client, dossier)
    assert all(
        "10\u00a0mars 2027" in mail.body or "10 mars 2027" in mail.body
        for mail in sent_mails()
        if "accusé" in mail.subject
    )


@pytest.mark.parametrize(
    ("decision", "shown"), [("accepter", "Label accordé"), ("refuser", "Label refusé")]
)
def test_the_aract_advises_and_the_lead_decides(
    deposited: Callable[[], tuple[Client, Dossier]], decision: str, shown: str
) -> None:
    client, dossier = deposited()
    act(dossier, "prendre", REVIEWER)
    act(dossier, "demander-avis", REVIEWER)
    with pytest.raises(NotAllowed):
        act(dossier, "rendre-avis", LEAD, reason="Favorable")
    act(dossier, "rendre-avis", ARACT, reason="Favorable")
    with pytest.raises(NotAllowed):
        act(dossier, decision, REVIEWER, reason="Non")
    if decision == "refuser":
        with pytest.raises(ReasonMissing):
            act(dossier, decision, LEAD)
    assert shown not in said(client, dossier)

    act(dossier, decision, LEAD, reason="La charte est suivie en partie.")

    assert shown in said(client, dossier)
    assert "Sans réponse" not in said(client, dossier)
    assert HistoryEntry.objects.get(action="rendre-avis").reason == "Favorable"
    with time_machine.travel(BEGUN + 400 * DAY, tick=False):
        call_command("daily", "ami.note_silence")
    dossier.refresh_from_db()
    assert dossier.state in ("accepte", "refuse")


@pytest.mark.parametrize(
    ("of_the_call", "months", "on", "state"),
    [
        ("", None, date(2027, 3, 10), "rejete_silence"),
        (Silence.ACCEPTS, None, date(2027, 3, 10), "accepte_silence"),
        (Silence.ACCEPTS, 2, date(2027, 1, 10), "accepte_silence"),
    ],
)
def test_silence_decides_the_day_after_its_date(
    call: CallPage,
    deposited: Callable[[], tuple[Client, Dossier]],
    of_the_call: str,
    months: int | None,
    on: date,
    state: str,
) -> None:
    call.silence, call.silence_months = of_the_call, months
    call.save()
    _, dossier = deposited()
    assert silence_date(dossier) == on
    end = datetime(on.year, on.month, on.day, 22, 30, tzinfo=UTC)

    for moment, expected in ((end, "depose"), (end + DAY, state), (end + 2 * DAY, state)):
        with time_machine.travel(moment, tick=False):
            call_command("daily", "ami.note_silence")
        dossier.refresh_from_db()
        assert dossier.state == expected
    assert HistoryEntry.objects.filter(target=state, role="système").count() == 1


def test_silence_is_worth_what_the_receipt_says_whatever_the_call_says_since(
    call: CallPage, deposited: Callable[[], tuple[Client, Dossier]]
) -> None:
    call.silence, call.silence_months = Silence.ACCEPTS, 2
    call.save()
    client, dossier = deposited()
    receipt = said(client, dossier, "dossier_receipt")
    assert "Sans réponse au 10 janvier 2027, votre demande sera tenue pour acceptée" in receipt
    call.silence, call.silence_months = Silence.REJECTS, 6
    call.save()

    assert "Sans réponse au 10 janvier 2027" in said(client, dossier)
    ask(dossier, BEGUN + DAY, (BEGUN + 11 * DAY).date())
    with time_machine.travel(BEGUN + 22 * DAY, tick=False):
        act(dossier, "completer", CARRIER)
    assert silence_date(dossier) == date(2027, 2, 2)
    with time_machine.travel(datetime(2027, 2, 3, 12, tzinfo=UTC), tick=False):
        call_command("daily", "ami.note_silence")

    dossier.refresh_from_db()
    assert dossier.state == "accepte_silence"


def test_a_state_that_the_kind_has_no_more_stops_no_decision(
    deposited: Callable[[], tuple[Client, Dossier]],
) -> None:
    _, dossier = deposited()
    act(dossier, "prendre", REVIEWER)
    dossier.history.filter(action="prendre").update(target="ancien")

    assert silence_date(dossier) == date(2027, 3, 10)


def ask(dossier: Dossier, at: datetime, due: date) -> None:
    with time_machine.travel(at, tick=False):
        Completion.objects.create(dossier=dossier, text="Le bail", due_on=due)
        act(dossier, "demander-complement", REVIEWER)


@pytest.mark.parametrize(
    ("answered_after", "on"),
    [
        (5, date(2027, 3, 15)),  # five days of pause
        (30, date(2027, 3, 20)),  # ten: the date given was over
        (None, date(2027, 3, 20)),
    ],
)
def test_a_rejection_waits_while_the_carrier_has_time_to_answer(
    deposited: Callable[[], tuple[Client, Dossier]], answered_after: int | None, on: date
) -> None:
    _, dossier = deposited()
    ask(dossier, BEGUN + DAY, (BEGUN + 11 * DAY).date())
    if answered_after is not None:
        with time_machine.travel(BEGUN + (1 + answered_after) * DAY, tick=False):
            act(dossier, "completer", CARRIER)

    with time_machine.travel(BEGUN + 40 * DAY, tick=False):
        assert silence_date(dossier) == on


def test_an_acceptance_runs_from_what_was_asked_for(
    call: CallPage, deposited: Callable[[], tuple[Client, Dossier]]
) -> None:
    call.silence = Silence.ACCEPTS
    call.save()
    client, dossier = deposited()
    ask(dossier, BEGUN + DAY, (BEGUN + 11 * DAY).date())
    assert silence_date(dossier) is None
    assert "Sans réponse" not in said(client, dossier)

    with time_machine.travel(BEGUN + 22 * DAY, tick=False):
        act(dossier, "completer", CARRIER)

    assert silence_date(dossier) == date(2027, 4, 2)
    assert "Sans réponse au 2 avril 2027" in said(client, dossier)
    assert "10 mars 2027" in said(client, dossier, "dossier_receipt")


def test_a_silence_about_to_be_a_decision_is_said_and_found(
    deposited: Callable[[], tuple[Client, Dossier]],
) -> None:
    """Its date is that of the receipt, put off by what the carrier was asked."""
    _, dossier = deposited()
    _, asked = deposited()
    act(asked, "prendre", REVIEWER)
    act(asked, "demander-complement", REVIEWER)
    last = date(2027, 3, 10)

    def near(days_before: int) -> list[Dossier]:
        moment = datetime(2027, 3, 10, 9, tzinfo=UTC) - days_before * DAY
        with time_machine.travel(moment, tick=False):
            reader = signed_in("reader")
            said = screen(reader, dossier)
            assert "Le silence vaut un rejet" in said
            assert ("demain" in said) is (days_before == 1)
            return listed(reader, attention="silence")

    assert silence_date(dossier) == last
    assert (near(8), near(7), near(1)) == ([], [dossier], [dossier])


def test_dates_of_silence_are_read_together_whatever_was_asked(
    deposited: Callable[[], tuple[Client, Dossier]], django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        _, dossier = deposited()
        act(dossier, "prendre", REVIEWER)
        ask(dossier, BEGUN + DAY, (BEGUN + 11 * DAY).date())

    with django_assert_num_queries(3):  # requests, histories, completions
        assert list(silence_near(Dossier.objects.all())) == []
