"""A mail server refuses, hangs or closes at each step: each mail leaves, and only once."""

import logging
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from core.mail import delivery
from core.mail.delivery import send_due_mails
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from core.models import OutgoingMail
from directory.mails import REPORT
from directory.models import ErrorReport
from tests.core.mail.smtp_server import SmtpServer

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


def queue(report: ErrorReport, *to: str, kind: MailKind = REPORT) -> None:
    context = {"report": report, "admin_url": "http://testserver/admin/"}
    queue_mail(kind, about=report, to=to or ["equipe@exemple.fr"], context=context)


def later(**wait: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**wait))


STEPS = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY")
# Who refuses EHLO is asked by HELO (RFC 5321 §4.1.4): that is no fault.
FAULTS = [(step, what) for step in STEPS for what in ("refuse", "hang", "close")]
FAULTS.remove(("EHLO", "refuse"))


@pytest.mark.one_engine
@pytest.mark.parametrize("fault", FAULTS, ids="-".join)
def test_a_mail_that_was_not_taken_waits_and_leaves_once(
    server: SmtpServer, report: ErrorReport, fault: tuple[str, str]
) -> None:
    queue(report)
    server.fault = fault
    assert (send_due_mails().sent, server.accepted) == (0, [])
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.tries, mail.sent_at) == (State.WAITING, 1, None)
    assert mail.error.startswith("Le serveur de courriel ")

    server.fault = None
    assert send_due_mails().sent == 0  # it waits a while
    with later(minutes=2):
        assert send_due_mails().sent == 1
        assert send_due_mails().sent == 0

    assert list(server.ids.values()) == [1]
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (State.SENT, "")


@pytest.mark.parametrize("what", ["hang", "close", "lose"])
def test_what_happens_once_the_mail_is_taken_does_not_send_it_again(
    server: SmtpServer, report: ErrorReport, what: str
) -> None:
    queue(report)
    server.fault = ("QUIT", what)

    assert send_due_mails().sent == 1

    with later(hours=2):
        assert send_due_mails().sent == 0
    assert list(server.ids.values()) == [1]


class LeftBadly(EmailBackend):
    """A transport that fails once it is told to leave, as some do on a connection that is gone."""

    def close(self) -> None:
        raise TimeoutError


def test_a_transport_that_fails_at_the_end_has_sent_all_the_same(
    report: ErrorReport, settings: Any
) -> None:
    settings.MAIL_TRANSPORT = f"{LeftBadly.__module__}.LeftBadly"
    queue(report)

    assert send_due_mails().sent == 1
    with later(hours=2):
        assert send_due_mails().sent == 0


def test_only_an_answer_that_is_lost_repeats_a_mail_under_the_same_identifier(
    server: SmtpServer, report: ErrorReport
) -> None:
    queue(report)
    server.fault = ("BODY", "lose")
    assert send_due_mails().sent == 0

    server.fault = None
    with later(minutes=2):
        send_due_mails()

    assert list(server.ids.values()) == [2]  # one identifier: mailboxes may see that it is one


def test_a_deed_that_is_undone_sends_nothing(server: SmtpServer, report: ErrorReport) -> None:
    def undone() -> None:
        with transaction.atomic():
            queue(report)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()

    assert send_due_mails().sent == 0
    assert not OutgoingMail.objects.exists()


def test_one_bad_mail_of_any_sort_costs_itself_alone(
    server: SmtpServer, report: ErrorReport, caplog: pytest.LogCaptureFixture
) -> None:
    accented = "é" * 58
    bad = [f"camille@{accented}.fr", '"\x0bb"@exemple.fr', "sans-arobase", "a\nBcc: b@exemple.fr"]
    queue(report, *bad, "equipe@exemple.fr")
    broken = OutgoingMail.objects.get(recipient="sans-arobase")
    OutgoingMail.objects.filter(pk=broken.pk).update(recipient="en-tete@exemple.fr", headers=[1])

    result = send_due_mails()

    assert (result.sent, result.failed) == (1, 4)
    assert [recipient for recipient, _ in server.accepted] == ["equipe@exemple.fr"]
    states = dict(OutgoingMail.objects.values_list("recipient", "state"))
    assert {states[each] for each in bad if each in states} == {State.ABANDONED}
    assert states["en-tete@exemple.fr"] == State.WAITING  # mended by the next release, perhaps
    assert "camille" not in caplog.text
    assert "exemple.fr" not in caplog.text


def test_an_address_that_the_server_refuses_is_neither_logged_nor_told_by_its_words(
    server: SmtpServer, report: ErrorReport, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    queue(report, "camille@exemple.fr")
    server.fault = ("RCPT", "refuse")

    send_due_mails()

    mail = OutgoingMail.objects.get()
    assert mail.error == "Le serveur de courriel refuse cette adresse (550)."
    assert str(mail.pk) in caplog.text
    assert "camille" not in caplog.text


def test_a_server_that_is_away_ends_the_round_and_a_refusal_does_not(
    server: SmtpServer, report: ErrorReport
) -> None:
    queue(report, *(f"equipe{number}@exemple.fr" for number in range(10)))
    server.fault = ("MAIL", "close")
    assert send_due_mails().failed == delivery.UNREACHABLE_IN_A_ROW

    server.fault = ("RCPT", "refuse")
    assert send_due_mails().failed == 10 - delivery.UNREACHABLE_IN_A_ROW


def test_a_mail_is_given_up_after_days_and_seen(
    server: SmtpServer, report: ErrorReport, caplog: pytest.LogCaptureFixture
) -> None:
    queue(report)
    server.fault = ("MAIL", "close")
    tries = 0
    for hour in range(24 * 6):
        with later(hours=hour):
            tries += send_due_mails().failed

    assert 110 < tries < 130  # each hour for five days
    assert OutgoingMail.objects.get().state == State.ABANDONED
    assert "given up" in caplog.text


def test_the_command_says_how_many_mails_are_abandoned_and_which(
    server: SmtpServer, report: ErrorReport
) -> None:
    queue(report, "sans-arobase", "ni-lui")
    queue(report)
    OutgoingMail.objects.filter(recipient="ni-lui").update(
        tries=3, give_up_at=timezone.now() - timedelta(hours=1)
    )

    with pytest.raises(CommandError) as failure:
        call_command("send_mails")

    assert failure.value.returncode == 1
    assert (
        str(failure.value) == f"Échecs\u00a0: 2 courriels «\u00a0{REPORT.label}\u00a0» abandonnés."
    )
    call_command("send_mails")  # they are told once: staff see them in the admin


def test_a_mail_that_will_be_tried_again_is_no_failure_of_the_command(
    server: SmtpServer, report: ErrorReport
) -> None:
    queue(report)
    server.fault = ("MAIL", "close")

    call_command("send_mails")

    assert OutgoingMail.objects.get().state == State.WAITING


def test_a_mail_that_nobody_could_try_in_time_still_leaves(
    server: SmtpServer, report: ErrorReport
) -> None:
    queue(report)
    with later(days=10):
        assert send_due_mails().sent == 1


def test_what_a_mail_says_goes_once_it_has_left_and_its_trace_later(
    server: SmtpServer, report: ErrorReport
) -> None:
    queue(report)
    assert "Passerelle" in OutgoingMail.objects.get().html
    call_command("send_mails")

    row = OutgoingMail.objects.values().get()
    assert "Passerelle" not in str(row)
    assert "/admin/" not in str(row)
    with time_machine.travel(timezone.now() + timedelta(days=29)):
        call_command("daily", "core.erase_what_is_due")
        assert OutgoingMail.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        call_command("daily", "core.erase_what_is_due")
        assert not OutgoingMail.objects.exists()


def test_what_follows_from_a_mail_may_fail_and_the_mail_has_left_all_the_same(
    server: SmtpServer, report: ErrorReport, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(mail: OutgoingMail) -> None:
        ErrorReport.objects.filter(pk=f"pas un nombre, {mail.recipient}").exists()

    queue(report, kind=MailKind("test-effect", "Essai", REPORT.template, fail))

    result = send_due_mails()
    with later(hours=1):
        assert send_due_mails().sent == 0

    assert result.sent == 1
    assert result.failures == [
        f"suite du courriel {OutgoingMail.objects.get().pk} (test-effect) (ValueError)"
    ]
    assert " fail <" in caplog.text  # where
    assert "exemple.fr" not in caplog.text  # and not what it was about
