"""Helpers of the tests of opinions: asked as staff ask, opened as experts do."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ami.models import Dossier, Opinion
from ami.opinion_reading import parts_to_share
from ami.services.deposit import digest_of
from ami.services.opinions import LINK, AskedOpinion, ask_opinion, shared_with
from core.tokens import issue_token
from tests.ami.people import mails_to
from tests.ami.reviewing import DURING, STAFF

DUE = (DURING + timedelta(days=20)).date()
EXPERT = "ana@aract.example"


def an_opinion(dossier: Dossier, **given: Any) -> Opinion:
    """Ask an opinion on every part of *dossier*, or as it is *given*."""
    parts = [key for key, _ in parts_to_share(dossier)]
    known = {"name": "Ana Lise", "organisation": "ARACT", "email": EXPERT, "due_on": DUE}
    asked = AskedOpinion(**(known | {"question": "Est-ce réaliste ?", "parts": parts} | given))
    return ask_opinion(dossier, asked, STAFF, seen=digest_of(shared_with(dossier, asked)))


def ask_url(dossier: Dossier) -> str:
    return reverse("wagtailsnippets_ami_dossier:ask_opinion", args=(dossier.pk,))


def opinion_url(opinion: Opinion, view: str) -> str:
    args = (opinion.dossier_id, opinion.pk)
    return reverse(f"wagtailsnippets_ami_dossier:{view}_opinion", args=args)


def expert(opinion: Opinion) -> Client:
    """Return the browser of who has followed a link of *opinion*."""
    client = Client()
    assert client.get(reverse("opinion_link", args=[issue_token(LINK, opinion)])).status_code == 302
    return client


def page(opinion: Opinion) -> str:
    return reverse("opinion", args=[opinion.key])


def read(client: Client, opinion: Opinion) -> str:
    return client.get(page(opinion)).content.decode()


def answer(client: Client, opinion: Opinion, action: str = "donner", **typed: str) -> HttpResponse:
    return client.post(page(opinion), {"action": action, **typed})


def mailed_link(address: str = EXPERT) -> str:
    """Return the link that the last mail to *address* holds, without its site."""
    body = mails_to(address)[-1].body
    return urlsplit(next(word for word in body.split() if "/avis/" in word)).path
