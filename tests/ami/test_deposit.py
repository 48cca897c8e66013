"""One file, one number, frozen as it was sent, in time or not at all."""

from datetime import datetime, timedelta

import pytest
import time_machine

from ami.models import Dossier, Project, StepAnswers
from ami.services.deposit import DepositRefused, deposit, digest_of
from ami.services.drafts import NotADraft, NotOpen, begin_draft, save_step
from core.models import HistoryEntry
from tests.ami.factories import CLOSES, COMPLETE, OPENS, CallPageFactory, a_draft

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
SECOND = timedelta(seconds=1)


def test_a_complete_draft_becomes_a_file_with_a_number() -> None:
    dossier = deposit(a_draft())

    kept = Dossier.objects.get()
    assert (kept.number, kept.state) == ("AMI-2026-0001", "depose")
    assert (kept.carrier_name, kept.commune.name) == ("Les Petits Débrouillards du Bocage", "Caen")
    assert kept.deposited_at == DURING == dossier.deposited_at
    assert kept.digest == digest_of(kept.frozen)
    assert Project.objects.get().themes == ["inclusion"]
    assert HistoryEntry.objects.get().action == "deposer"


def test_a_deposit_sent_again_gives_the_same_file() -> None:
    draft = a_draft()
    first, second = deposit(draft), deposit(draft)

    assert first == second
    assert first.number == second.number
    assert HistoryEntry.objects.count() == Project.objects.count() == 1


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (CLOSES - SECOND, False),
        (CLOSES, True),
        (CLOSES + timedelta(minutes=60) - SECOND, True),
    ],
)
def test_a_draft_begun_in_time_has_its_grace_and_is_marked(moment: datetime, late: bool) -> None:
    assert deposit(a_draft(), moment).deposited_late is late


@pytest.mark.parametrize("moment", [OPENS - SECOND, CLOSES + timedelta(minutes=60)])
def test_out_of_time_nothing_is_deposited(moment: datetime) -> None:
    draft = a_draft()

    with pytest.raises(DepositRefused, match="clos"):
        deposit(draft, moment)

    assert Dossier.objects.get().number is None


def test_no_draft_begins_before_the_opening_or_from_the_closing_on() -> None:
    call = CallPageFactory()
    for moment in (OPENS - SECOND, CLOSES):
        with time_machine.travel(moment, tick=False), pytest.raises(NotOpen):
            begin_draft(call)
    with time_machine.travel(CLOSES - SECOND, tick=False):
        assert begin_draft(call).is_draft


def test_a_personal_extension_opens_one_file_alone() -> None:
    late, other = a_draft(), a_draft()
    late.extended_until = CLOSES + timedelta(days=3)
    late.save()
    moment = CLOSES + timedelta(days=2)

    assert deposit(late, moment).deposited_late
    with pytest.raises(DepositRefused):
        deposit(other, moment)


def test_a_draft_with_a_fault_is_not_deposited() -> None:
    draft = a_draft(structure=COMPLETE["structure"] | {"siret": "123"})

    with pytest.raises(DepositRefused, match="complet"):
        deposit(draft)


def test_what_is_deposited_does_not_change() -> None:
    draft = a_draft()
    dossier = deposit(draft)

    with pytest.raises(NotADraft):
        save_step(draft, draft.form.step("contact"), {"nom": "Autre"})

    assert Dossier.objects.get().frozen == dossier.frozen


def test_editing_the_questions_leaves_a_draft_as_it_was_begun() -> None:
    call = CallPageFactory()
    draft = a_draft(call)
    call.questions.create(step="contact", key="pourquoi", label="Pourquoi ?", required=True)
    call.form_version = 2
    call.save()

    assert deposit(draft).frozen["definition"]["version"] == 1
    assert a_draft(call).form.step("contact").field("pourquoi").required


def test_an_older_save_that_arrives_late_loses_nothing() -> None:
    draft = a_draft()
    contact = draft.form.step("contact")
    save_step(draft, contact, {"nom": "Première fenêtre"}, sequence=0)
    second = save_step(draft, contact, {"nom": "Seconde fenêtre"}, sequence=0)

    assert StepAnswers.objects.get(step="contact").data["nom"] == "Seconde fenêtre"
    assert second.replaced == {"nom": "Première fenêtre"}
