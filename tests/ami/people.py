"""Browsers of those who open a file, and what they read."""

import re
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from ami.models import Dossier, Member
from ami.services.links import new_link
from tests.mails import sent_mails

LINK = re.compile(r"https?://[^/\s]+(/dossier/\S+)")
TOKEN = re.compile(r'name="token" value="([^"]+)"')


def by_link(subject: Dossier | Member) -> Client:
    """Return the browser of who has followed the link that their mailbox received."""
    client = Client()
    client.get(urlsplit(new_link(subject)).path)
    return client


def page(dossier: Dossier, name: str = "dossier", *args: object) -> str:
    return reverse(name, args=[dossier.key, *args])


def read(client: Client, dossier: Dossier, name: str = "dossier", *args: object) -> str:
    return client.get(page(dossier, name, *args)).content.decode()


def mails_to(address: str) -> list[EmailMessage]:
    return [mail for mail in sent_mails() if mail.to == [address]]


def link_in(mail: EmailMessage) -> str:
    found = LINK.search(mail.body)
    assert found
    return found[1]


def visitor_posts(client: Client, address: str, **typed: str) -> object:
    """Fill in a form that is open to everyone, as its page gives it."""
    found = TOKEN.search(client.get(address).content.decode())
    assert found
    return client.post(address, typed | {"token": found[1]})
