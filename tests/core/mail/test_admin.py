"""Staff see what became of the mails, send again what did not leave, and read nobody's mail."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.mail.delivery import send_due_mails
from core.models import OutgoingMail
from directory.models import ErrorReport
from tests.core.mail.smtp_server import SmtpServer
from tests.core.mail.test_delivery import queue
from tests.reading import rows
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
State = OutgoingMail.State


def address_of(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_core_outgoingmail:{view}", args=args)


def resend_url(mail: OutgoingMail) -> str:
    url = reverse("wagtail_bulk_action", args=("core", "outgoingmail", "resend"))
    return f"{url}?id={mail.pk}&next={address_of('list')}"


@pytest.fixture
def team(db: None) -> Client:
    return signed_in("team")


@pytest.fixture
def refused(server: SmtpServer, report: ErrorReport) -> OutgoingMail:
    """A mail that the server refused at its first try."""
    queue(report, "camille.martin@exemple.fr")
    server.fault = ("RCPT", "refuse")
    send_due_mails()
    server.fault = None
    return OutgoingMail.objects.get()


def test_the_listing_says_what_fails_and_neither_to_whom_nor_what(
    team: Client, refused: OutgoingMail, report: ErrorReport
) -> None:
    html = team.get(address_of("list")).content.decode()

    for part in (
        "Signalement annoncé à l’équipe",
        f"signalement n°\u00a0{report.pk}",
        "c…@exemple.fr",
        "refuse cette adresse (550)",
    ):
        assert part in html
    assert "camille" not in html
    assert "Passerelle" not in html


def test_the_first_screen_tells_of_mails_in_trouble_until_they_have_left(
    team: Client, refused: OutgoingMail
) -> None:
    home = reverse("wagtailadmin_home")
    assert "1 en attente" in team.get(home).content.decode()

    team.post(resend_url(refused))
    send_due_mails()

    assert "Courriels qui ne partent pas" not in team.get(home).content.decode()


def test_staff_find_mails_by_state_and_kind(team: Client, refused: OutgoingMail) -> None:
    def listed(**params: object) -> int:
        return len(rows(team.get(address_of("list"), params)))

    assert listed(state="echec") == listed(kind="report") == listed(state="attente") == 1
    assert listed(state="parti") == listed(kind="letter") == 0


def test_a_mail_that_was_given_up_is_sent_again_and_logged_without_address(
    team: Client, server: SmtpServer, refused: OutgoingMail
) -> None:
    past = timezone.now() - timedelta(days=1)
    OutgoingMail.objects.update(state=State.ABANDONED, give_up_at=past)
    assert "Renvoyer" in team.get(resend_url(refused)).content.decode()

    response = team.post(resend_url(refused), follow=True)

    assert "part dans quelques minutes" in response.content.decode()
    assert send_due_mails().sent == 1
    entry = ModelLogEntry.objects.get(action="core.mail_resent")
    assert "camille" not in f"{entry.label} {entry.data}"


def test_all_takes_nothing_for_it_would_take_what_the_filters_hide(
    team: Client, server: SmtpServer, refused: OutgoingMail
) -> None:
    OutgoingMail.objects.update(state=State.ABANDONED)
    url = resend_url(refused).replace(f"id={refused.pk}", "id=all")

    assert "Cochez les lignes" in team.post(url, follow=True).content.decode()

    refused.refresh_from_db()
    assert refused.state == State.ABANDONED


def test_a_mail_that_left_or_is_leaving_is_not_sent_again(
    team: Client, server: SmtpServer, refused: OutgoingMail
) -> None:
    OutgoingMail.objects.update(leased_until=timezone.now() + timedelta(minutes=5))
    assert "Rien à renvoyer" in team.post(resend_url(refused), follow=True).content.decode()

    OutgoingMail.objects.update(leased_until=None, state=State.SENT)
    team.post(resend_url(refused))
    assert send_due_mails().sent == 0


@pytest.mark.parametrize("role", ["outsider", "editor"])
def test_who_may_not_send_again_is_told_and_sends_nothing(refused: OutgoingMail, role: str) -> None:
    client = signed_in(role)

    page = client.get(resend_url(refused)).content.decode()
    client.post(resend_url(refused))

    assert "Vous n’avez pas le droit" in page
    assert str(refused) not in page
    refused.refresh_from_db()
    assert refused.tries == 1  # a new start would count from nothing
