"""« Prévenez-moi »: confirmed by its mailbox, told once, erased."""

import re
import secrets
from datetime import timedelta
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone

from ami.models import CallNotice, CallPage
from ami.services.notices import tell_openings
from core.models import AccessToken, OutgoingMail
from tests.ami.factories import OPENS, CallPageFactory
from tests.mails import sent_mails

BEFORE = OPENS - timedelta(days=5)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(BEFORE, tick=False)]
URL = "/appels/usages/prevenez-moi/"


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory(slug="usages")


def ask(client: Client, call: CallPage, email: str = "camille@exemple.fr"):
    long_ago = timezone.now().timestamp() - 10
    with patch("django.core.signing.time.time", return_value=long_ago):
        salt = f"call-notice-{call.pk}"
        token = TimestampSigner(salt=salt).sign(secrets.token_urlsafe(12))
    return client.post(URL, {"email": email, "token": token, "website": ""})


def link_of_last_mail() -> str:
    (link,) = re.findall(
        r"https?://[^/\s]+(/appels/usages/prevenez-moi/\S+)", sent_mails()[-1].body
    )
    return link


def test_who_confirmed_is_told_once_at_the_opening_then_forgotten(
    client: Client, call: CallPage
) -> None:
    assert "Ouvrez votre messagerie" in ask(client, call, "Camille@exemple.fr").content.decode()
    link = link_of_last_mail()
    client.get(link)  # a program that reads mails
    assert not CallNotice.objects.confirmed().exists()
    assert "C’est noté" in client.post(link).content.decode()
    ask(client, call, "dominique@exemple.fr")  # and never confirms
    assert len(sent_mails()) == 2

    with time_machine.travel(OPENS - timedelta(seconds=1), tick=False):
        assert tell_openings() == (0, [])
    with time_machine.travel(OPENS, tick=False):
        call_command("follow_calls")
        call_command("follow_calls")
        *_, told = sent_mails()

    assert len(sent_mails()) == 3
    assert told.to == ["camille@exemple.fr"]
    assert "vendredi 18 décembre 2026 à 12\u00a0h" in told.body.replace("18\u00a0", "18 ")
    assert "/appels/usages/" in told.body
    assert not CallNotice.objects.exists()


def test_what_is_asked_twice_is_told_once(client: Client, call: CallPage) -> None:
    for _ in range(2):
        ask(client, call)
        client.post(link_of_last_mail())

    assert CallNotice.objects.count() == 1
    with time_machine.travel(OPENS, tick=False):
        assert tell_openings() == (1, [])


def test_who_changed_their_mind_is_forgotten_at_once(client: Client, call: CallPage) -> None:
    ask(client, call)
    link = link_of_last_mail()
    client.post(link)
    assert "Ne pas me prévenir" in client.get(link).content.decode()

    assert "effacée" in client.post(link, {"renoncer": "oui"}).content.decode()

    for kept in (CallNotice, AccessToken, OutgoingMail):
        assert not kept.objects.exists()
    assert client.get(link).status_code == 404


def test_a_link_opens_nothing_of_another_call(client: Client, call: CallPage) -> None:
    CallPageFactory(slug="autre")
    ask(client, call)
    elsewhere = link_of_last_mail().replace("usages", "autre")

    assert client.post(elsewhere).status_code == 404
    assert not CallNotice.objects.confirmed().exists()


def test_a_wrong_address_is_said_and_nothing_is_kept(client: Client, call: CallPage) -> None:
    response = ask(client, call, "camille@")

    assert response.status_code == 422
    assert "prenom.nom@exemple.fr" in response.content.decode()
    assert not CallNotice.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_an_open_call_is_answered_not_waited_for(client: Client, call: CallPage) -> None:
    with time_machine.travel(OPENS, tick=False):
        assert ask(client, call).url == call.url

    assert not CallNotice.objects.exists()


def test_nobody_is_told_of_a_call_that_is_not_online(client: Client, call: CallPage) -> None:
    ask(client, call)
    client.post(link_of_last_mail())
    call.unpublish()

    with time_machine.travel(OPENS, tick=False):
        assert tell_openings() == (0, [])
    assert CallNotice.objects.confirmed().exists()


def test_an_opening_that_fails_keeps_its_requests_and_is_named(
    client: Client, call: CallPage
) -> None:
    ask(client, call)
    client.post(link_of_last_mail())

    with time_machine.travel(OPENS, tick=False):
        with patch("ami.services.notices.queue_mail", side_effect=OSError):
            told, failures = tell_openings()
        assert (told, failures) == (0, [f"appel {call.pk} (OSError)"])
        assert tell_openings() == (1, [])
