"""The answer to a file: prepared at any time, told at the date of the results and not before."""

import io
from collections.abc import Callable
from datetime import timedelta
from zipfile import ZipFile

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ami.kinds import ELSEWHERE, LEAD, REVIEWER
from ami.kinds.people import HAND_OVER
from ami.models import CallPage, Dossier, Takeover
from ami.services.deposit import deposit
from ami.services.results import (
    NoOutcome,
    Proposal,
    TooEarly,
    orient,
    release_results,
    reorient,
)
from core.workflow import Actor, WorkflowError
from tests.ami.factories import OPENS, RESULTS, a_draft
from tests.mails import sent_mails

DURING = OPENS + timedelta(days=7)
SECOND = timedelta(seconds=1)
STAFF, CHIEF = Actor(REVIEWER), Actor(LEAD)
ENGINEERING = Proposal(
    "ingenierie",
    "Trois <b>demi-journées</b>",
    "Camille Exemple",
    reason="Un territoire sans tiers-lieu",
    next_step="Un appel en février",
)
EQUIPMENT = Proposal("materiels", "Une aide au matériel")
TOLD = (
    "Accompagnement en ingénierie",
    "Matériels numériques",
    "demi-journées",
    "Une aide au",
    "Un territoire sans tiers-lieu",
    "Un appel en février",
)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
Carrier = Callable[[Dossier], Client]


def act(dossier: Dossier, *actions: str, actor: Actor = CHIEF) -> None:
    for action in actions:
        dossier.call_kind.transitions.apply(dossier, action, actor)


def in_analysis() -> Dossier:
    dossier = deposit(a_draft())
    act(dossier, "prendre", actor=STAFF)
    sent_mails().clear()
    return dossier


def approved() -> Dossier:
    dossier = in_analysis()
    orient(dossier, [ENGINEERING, EQUIPMENT], STAFF)
    act(dossier, "approuver-reponse")
    return dossier


def page(client: Client, dossier: Dossier) -> str:
    return client.get(reverse("dossier", args=[dossier.key])).content.decode()


def archive(client: Client, dossier: Dossier) -> str:
    """Return every text of the archive."""
    response = client.get(reverse("dossier_archive", args=[dossier.key]))
    with ZipFile(io.BytesIO(b"".join(response.streaming_content))) as files:
        return "".join(files.read(name).decode() for name in files.namelist())


def told_in(text: str) -> list[str]:
    return [words for words in TOLD if words in text]


@pytest.mark.parametrize(
    ("moment", "is_told"), [(RESULTS - SECOND, False), (RESULTS, True), (RESULTS + SECOND, True)]
)
def test_the_answer_is_told_everywhere_from_its_date_and_nowhere_before(
    carrier: Carrier, moment: object, is_told: bool
) -> None:
    dossier = approved()
    with time_machine.travel(moment, tick=False):
        release_results()
        client = carrier(dossier)
        mails = "".join(mail.subject + mail.body for mail in sent_mails())
        assert told_in(page(client, dossier)) == (list(TOLD) if is_told else [])
        assert told_in(archive(client, dossier)) == (list(TOLD) if is_told else [])
        assert told_in(mails) == (list(TOLD) if is_told else [])
        state = "Réponse envoyée" if is_told else "En cours d’analyse"
        assert state in page(client, dossier)
        assert ("Réponse de la Région" in page(client, dossier)) is is_told


def test_preparing_an_answer_changes_nothing_of_what_is_read(carrier: Carrier) -> None:
    dossier, other = in_analysis(), in_analysis()
    client = carrier(dossier)
    before = page(client, dossier)

    orient(dossier, [ENGINEERING], STAFF)
    assert page(client, dossier) == before
    act(dossier, "approuver-reponse")
    assert page(client, dossier) == before

    client = carrier(other)
    before = page(client, other)
    reorient(other, Proposal(ELSEWHERE, "À la Préfecture"), STAFF, reason="hors sujet")
    assert page(client, other) == before
    assert sent_mails() == []


def test_a_reorientation_is_told_at_its_date_and_may_be_withdrawn_until_then(
    carrier: Carrier,
) -> None:
    kept, withdrawn = in_analysis(), in_analysis()
    for dossier in (kept, withdrawn):
        reorient(dossier, Proposal(ELSEWHERE, "À la Préfecture"), STAFF, reason="hors sujet")
    client = carrier(withdrawn)
    client.post(reverse("dossier_withdrawal", args=[withdrawn.key]))

    with time_machine.travel(RESULTS, tick=False):
        assert release_results() == (1, [])
        client = carrier(kept)
        text = page(client, kept)
        assert "À la Préfecture" in text
        assert "hors sujet" not in text
        assert "Retirer mon dossier" not in text
        client.post(reverse("dossier_withdrawal", args=[kept.key]))
        assert Dossier.objects.get(pk=kept.pk).state == "hors_perimetre"
        assert "Préfecture" in sent_mails()[-1].body
        client = carrier(withdrawn)
        assert "Réponse de la Région" not in page(client, withdrawn)
        assert "Dossier retiré" in page(client, withdrawn)


def test_an_answer_taken_back_before_its_date_never_was(carrier: Carrier) -> None:
    dossier = in_analysis()
    reorient(dossier, Proposal(ELSEWHERE, "À la Préfecture"), STAFF, reason="hors sujet")
    takeover = Takeover.objects.create(dossier=dossier, email="alix@exemple.fr")
    dossier.call_kind.transitions.apply(dossier, HAND_OVER, STAFF, takeover=takeover)
    dossier.call_kind.transitions.apply(dossier, "rouvrir", CHIEF, reason="erreur")

    for moment in (DURING, RESULTS):
        with time_machine.travel(moment, tick=False):
            text = page(carrier(dossier), dossier)
            assert "Étude rouverte" not in text
            assert "Réponse de la Région" not in text


def test_nobody_sends_an_answer_early_and_the_system_only_what_is_approved() -> None:
    dossier, waiting = approved(), in_analysis()
    orient(waiting, [EQUIPMENT], STAFF)
    with pytest.raises(TooEarly):
        act(dossier, "envoyer-reponse")
    assert Dossier.objects.get(pk=dossier.pk).state == "reponse_prete"

    with time_machine.travel(RESULTS, tick=False):
        call_command("follow_calls")
        call_command("follow_calls")
        assert [mail.to for mail in sent_mails()] == [["camille@exemple.fr"]]
        assert Dossier.objects.get(pk=waiting.pk).state == "oriente"
        act(waiting, "envoyer-reponse")  # by hand, once the date has come
        assert len(sent_mails()) == 2


def test_a_file_is_not_closed_before_its_answer_is_told() -> None:
    dossier = in_analysis()
    reorient(dossier, Proposal(ELSEWHERE), STAFF, reason="hors sujet")

    with pytest.raises(TooEarly):
        act(dossier, "clore", actor=STAFF)
    with time_machine.travel(RESULTS, tick=False):
        act(dossier, "clore", actor=STAFF)


def test_without_a_date_an_answer_is_told_when_it_is_sent(carrier: Carrier) -> None:
    dossier = approved()
    CallPage.objects.update(results_at=None)
    dossier = Dossier.objects.get()
    assert release_results() == (0, [])

    act(dossier, "envoyer-reponse")

    assert told_in(page(carrier(dossier), dossier)) == list(TOLD)
    assert len(sent_mails()) == 1


def test_a_second_answer_is_told_anew(carrier: Carrier) -> None:
    dossier = approved()
    with time_machine.travel(RESULTS, tick=False):
        release_results()
        assert len(sent_mails()) == 1
        dossier = Dossier.objects.get()
        dossier.call_kind.transitions.apply(dossier, "rouvrir", CHIEF, reason="erreur")
        assert told_in(page(carrier(dossier), dossier)) == []
        orient(dossier, [EQUIPMENT], STAFF)
        act(dossier, "approuver-reponse")
        release_results()
        assert told_in(page(carrier(dossier), dossier)) == [TOLD[1], TOLD[3]]
        assert len(sent_mails()) == 2


def test_an_answer_that_has_not_left_is_called_back() -> None:
    approved()
    with time_machine.travel(RESULTS, tick=False):
        release_results()
        dossier = Dossier.objects.get()
        dossier.call_kind.transitions.apply(dossier, "rouvrir", CHIEF, reason="erreur")
        assert sent_mails() == []


@pytest.mark.parametrize(
    "proposals", [[], [Proposal("inconnue")], [EQUIPMENT, EQUIPMENT]], ids=["none", "odd", "twice"]
)
def test_an_orientation_names_outcomes_of_the_call(proposals: list[Proposal]) -> None:
    dossier = in_analysis()

    with pytest.raises(NoOutcome):
        orient(dossier, proposals, STAFF)

    assert (Dossier.objects.get().state, dossier.orientations.count()) == ("en_analyse", 0)


def test_a_carrier_answers_nothing_for_the_service() -> None:
    dossier = in_analysis()
    with pytest.raises(WorkflowError):
        orient(dossier, [EQUIPMENT], Actor("porteur"))
