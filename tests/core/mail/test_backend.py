"""What calls Django's mail takes the road of the outbox: no request waits for a mail server."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from django.urls import reverse

from core.mail.delivery import send_due_mails
from core.models import OutgoingMail
from tests.core.mail.smtp_server import SmtpServer
from tests.factories import UserFactory
from tests.mails import sent_mails

pytestmark = pytest.mark.django_db


def test_a_forgotten_password_is_answered_while_the_mail_server_is_away(
    server: SmtpServer, client: Client
) -> None:
    UserFactory(username="camille", email="camille@exemple.fr", is_superuser=True)
    server.fault = ("CONNECT", "hang")

    response = client.post(
        reverse("account_reset_password"), {"email": "camille@exemple.fr"}, follow=True
    )

    assert response.status_code == 200
    assert not server.accepted
    server.fault = None
    assert send_due_mails().sent == 1
    ((recipient, message),) = server.accepted
    assert recipient == "camille@exemple.fr"
    assert "/mot-de-passe-oublie/lien/" in message.get_body(("plain",)).get_content()


def test_a_message_goes_whole_and_to_each_apart() -> None:
    message = EmailMultiAlternatives(
        "Compte rendu",
        "Bonjour",
        "Réseau <reseau@exemple.fr>",
        ["a@exemple.fr"],
        cc=["b@exemple.fr"],
        bcc=["c@exemple.fr"],
        reply_to=["d@exemple.fr"],
        headers={"X-Essai": "oui"},
    )
    message.attach_alternative("<p>Bonjour</p>", "text/html")
    message.attach("note.txt", "été", "text/plain")
    message.attach("photo.png", b"\x89PNG", "image/png")
    assert message.send() == 1

    sent = sent_mails()

    assert sorted(each.recipients() for each in sent) == [
        ["a@exemple.fr"],
        ["b@exemple.fr"],
        ["c@exemple.fr"],
    ]
    written = sent[0].message()
    assert written["From"] == "=?utf-8?q?R=C3=A9seau?= <reseau@exemple.fr>"
    assert (written["Reply-To"], written["X-Essai"]) == ("d@exemple.fr", "oui")
    assert written["Message-ID"].endswith("@exemple.fr>")
    parts = {part.get_content_type(): part.get_payload(decode=True) for part in written.walk()}
    assert parts["text/html"] == b"<p>Bonjour</p>"
    assert parts["image/png"] == b"\x89PNG"
    assert [each.filename for each in sent[0].attachments] == ["note.txt", "photo.png"]


def test_a_message_in_html_alone_is_readable_as_text() -> None:
    message = EmailMessage("Sujet\nBcc: x@exemple.fr", "<p>Bonjour</p>", to=["a@exemple.fr"])
    message.content_subtype = "html"
    message.send()

    (sent,) = sent_mails()

    assert (sent.subject, sent.body) == ("Sujet Bcc: x@exemple.fr", "Bonjour")
    assert sent.alternatives[0].content == "<p>Bonjour</p>"


def test_two_messages_that_say_the_same_are_two_mails() -> None:
    for _ in range(2):
        mail.send_mail("Sujet", "Texte", None, ["a@exemple.fr"])

    assert OutgoingMail.objects.count() == 2
