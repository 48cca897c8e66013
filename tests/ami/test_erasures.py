"""A draft left alone leaves after its time, and never before its carrier was told."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command

from ami.kinds import AMI
from ami.models import Attachment, Dossier
from ami.services.deposit import deposit
from ami.services.drafts import save_step
from core.mail.kinds import KEEP_TRYING
from core.models import OutgoingMail
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.mails import sent_mails

DAY = timedelta(days=1)
BEGUN = OPENS + 7 * DAY
TOLD = BEGUN + AMI.drafts_kept - timedelta(days=14)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(BEGUN, tick=False)]


def night(moment) -> None:
    with time_machine.travel(moment, tick=False):
        call_command("daily", verbosity=0)


def test_a_draft_leaves_two_weeks_after_the_mail_that_says_so(empty_store: Path) -> None:
    dossier = a_draft()
    Attachment.objects.create(dossier=dossier, file=ContentFile(b"x", "x"), name="x.pdf", size=1)
    night(TOLD - DAY)
    assert not sent_mails()

    night(TOLD)
    night(TOLD)
    with time_machine.travel(TOLD, tick=False):
        [mail] = sent_mails()
    night(TOLD + timedelta(days=13))
    assert Dossier.objects.exists()
    night(TOLD + timedelta(days=14, seconds=1))

    assert not Dossier.objects.exists()
    assert len(sent_mails()) == 1
    assert mail.to == ["camille@exemple.fr"]
    assert "effacés deux semaines après ce courriel" in mail.body


def test_no_mail_that_left_no_erasure(settings) -> None:
    a_draft()
    settings.MAIL_TRANSPORT = "tests.ami.test_erasures.Away"
    for days in (0, 1, 14, 100, 106, 199):
        night(TOLD + timedelta(days=days))
        with time_machine.travel(TOLD + timedelta(days=days), tick=False):
            assert sent_mails() == []
    assert Dossier.objects.exists()

    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    back = TOLD + timedelta(days=200)
    night(back)
    with time_machine.travel(back, tick=False):
        assert len(sent_mails()) == 1
    night(back + timedelta(days=13))
    assert Dossier.objects.exists()
    night(back + timedelta(days=15))
    assert not Dossier.objects.exists()


class Away:
    """A mail server that does not answer."""

    def __init__(self, **options: object) -> None:
        pass

    def open(self) -> None:
        raise ConnectionRefusedError

    def close(self) -> None:
        pass


def test_who_comes_back_keeps_the_draft_and_is_told_again_in_time() -> None:
    dossier = a_draft()
    night(TOLD)
    with time_machine.travel(TOLD, tick=False):
        sent_mails()
    later = TOLD + timedelta(days=10)
    with time_machine.travel(later, tick=False):
        save_step(dossier, dossier.form.step("contact"), {"nom": "Camille"})

    night(TOLD + timedelta(days=60))
    assert Dossier.objects.exists()
    again = later + AMI.drafts_kept - timedelta(days=14)
    night(again)
    with time_machine.travel(again, tick=False):
        assert len(sent_mails()) == 2
    night(again + timedelta(days=15))
    assert not Dossier.objects.exists()


def test_a_mail_that_left_late_leaves_two_weeks_to_who_came_back_meanwhile() -> None:
    dossier = a_draft()
    night(TOLD)
    with time_machine.travel(TOLD + DAY, tick=False):
        save_step(dossier, dossier.form.step("contact"), {"nom": "Camille"})
    with time_machine.travel(TOLD + 2 * DAY, tick=False):
        assert len(sent_mails()) == 1

    night(TOLD + timedelta(days=30))

    assert Dossier.objects.exists()
    assert OutgoingMail.objects.count() == 1
    assert KEEP_TRYING > 2 * DAY  # so that the mail above did leave


def test_what_is_deposited_stays() -> None:
    dossier = a_draft(CallPageFactory(closes_at=BEGUN + 999 * DAY, results_at=None))
    night(TOLD)
    with time_machine.travel(TOLD + DAY, tick=False):
        deposit(dossier)
        assert not any("effacé" in mail.subject for mail in sent_mails())

    night(TOLD + timedelta(days=400))

    assert Dossier.objects.get().number
