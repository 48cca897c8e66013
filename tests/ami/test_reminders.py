"""« Saved » is not « sent »: who has not deposited is told once in time, and never afterwards."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import call_command

from ami.models import Dossier
from ami.services.deposit import deposit
from ami.services.reminders import remind_of_closings
from core.models import OutgoingMail
from tests.ami.factories import CLOSES, OPENS, CallPageFactory, a_draft
from tests.mails import sent_mails

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(OPENS + 7 * DAY, tick=False)]


def reminded_at(moment: datetime) -> int:
    with time_machine.travel(moment, tick=False):
        told, failures = remind_of_closings()
    assert failures == []
    return told


def test_who_has_a_draft_is_reminded_once_two_days_before() -> None:
    dossier = a_draft()
    assert reminded_at(CLOSES - 2 * DAY - SECOND) == 0

    with time_machine.travel(CLOSES - 2 * DAY, tick=False):
        call_command("follow_calls")
        call_command("follow_calls")
        call_command("daily", "ami.remind")
        [mail] = sent_mails()
    assert reminded_at(CLOSES - DAY) == 0

    assert mail.to == [dossier.access_email]
    assert "avant le vendredi 18 décembre 2026 à 12\u00a0h" in mail.body.replace("18\u00a0", "18 ")
    assert "n’est pas déposé" in mail.body
    assert "/dossier/" in mail.body


def test_who_has_deposited_is_left_alone_even_by_a_mail_that_waited() -> None:
    dossier, other = a_draft(), a_draft()
    with time_machine.travel(OPENS + 8 * DAY, tick=False):
        deposit(other)
    assert reminded_at(CLOSES - DAY) == 1

    with time_machine.travel(CLOSES - DAY + HOUR, tick=False):
        deposit(dossier)
        subjects = [mail.subject for mail in sent_mails()]

    assert not any("pas encore déposé" in subject for subject in subjects)
    assert reminded_at(CLOSES - HOUR) == 0


def test_nobody_is_written_to_while_typing() -> None:
    dossier = a_draft()
    Dossier.objects.update(touched_at=CLOSES - DAY)

    assert reminded_at(CLOSES - DAY + HOUR - SECOND) == 0
    assert reminded_at(CLOSES - DAY + HOUR) == 1
    assert dossier.was_written_to("dossier-reminder", dossier.access_email)


@pytest.mark.parametrize(("after", "told"), [(59, 1), (60, 0)])
def test_the_grace_counts_and_what_is_over_is_over(after: int, told: int) -> None:
    a_draft()

    assert reminded_at(CLOSES + timedelta(minutes=after)) == told
    assert all("jusqu’au" in mail.body for mail in sent_mails())


def test_a_delay_of_ones_own_counts() -> None:
    dossier = a_draft()
    Dossier.objects.update(extended_until=CLOSES + 30 * DAY)

    assert reminded_at(CLOSES - HOUR) == 0
    assert reminded_at(CLOSES + 28 * DAY) == 1
    with time_machine.travel(CLOSES + 28 * DAY, tick=False):
        [mail] = sent_mails()
    assert "dimanche 17 janvier 2027" in mail.body.replace("\u00a0", " ")
    assert mail.to == [dossier.access_email]


def test_who_has_deposited_another_file_is_told_so() -> None:
    call = CallPageFactory()
    a_draft(call)
    number = deposit(a_draft(call)).number
    with time_machine.travel(CLOSES - DAY, tick=False):
        remind_of_closings()
        *_, mail = sent_mails()

    assert f"vous avez déjà déposé {number}" in mail.body


def test_a_call_taken_off_reminds_nobody() -> None:
    dossier = a_draft()
    dossier.call.unpublish()

    assert reminded_at(CLOSES - DAY) == 0


def test_one_that_fails_costs_itself_alone() -> None:
    first, second = a_draft(), a_draft()
    write = OutgoingMail.objects.bulk_create

    def refuse_one(mails: list[OutgoingMail], **options: object) -> object:
        if mails[0].about_id == first.pk:
            raise OSError
        return write(mails, **options)

    with time_machine.travel(CLOSES - DAY, tick=False):
        with patch.object(OutgoingMail.objects, "bulk_create", refuse_one):
            assert remind_of_closings() == (1, [f"dossier {first.pk} (OSError)"])
        assert remind_of_closings() == (1, [])
    assert second.was_written_to("dossier-reminder", second.access_email)
