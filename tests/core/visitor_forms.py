"""The forms open to everyone, each sent as a visitor does: opened, read, sent."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

import time_machine
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from directory.models import ErrorReport
from events.models import Subscription
from normandie.accessibility.first_page import create_declaration
from normandie.accessibility.models import Complaint
from tests.factories import AgendaPageFactory, HomePageFactory, PlacePageFactory

MESSAGE = "La carte ne se lit pas avec NVDA."
TAKEN = (200, 302)


@dataclass(frozen=True)
class OpenForm:
    """One of them: where it is, what is typed, what it makes, and how many everyone may send."""

    url: str
    model: type[Model]
    everyone: int
    typed: dict[str, str] = field(default_factory=dict)

    def opened(self, **changes: str) -> dict[str, str]:
        """What is sent by who opened the form ten seconds ago."""
        with time_machine.travel(timezone.now() - timedelta(seconds=10)):
            html = Client().get(self.url).content.decode()
        return self.typed | {"token": hidden(html, "token")} | changes

    def send(self, data: dict[str, str], address: str = "192.0.2.7") -> HttpResponse:
        return Client(enforce_csrf_checks=True).post(self.url, data, REMOTE_ADDR=address)

    def fill(self, address: str = "2001:db8:{}::1") -> None:
        """Have people of everywhere send as many as everyone together may."""
        for number in range(self.everyone):
            data = self.opened(email=f"personne{number}@exemple.fr")
            assert self.send(data, address.format(f"{number:x}")).status_code in TAKEN


def hidden(html: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def make_form(name: str) -> OpenForm:
    """Return the form *name* on its page."""
    if name == "report":
        url = f"{PlacePageFactory(slug='la-passerelle').url}signaler/"
        typed = {"subject": "horaires", "message": MESSAGE, "email": "camille@exemple.fr"}
        return OpenForm(url, ErrorReport, 20, typed)
    if name == "complaint":
        create_declaration(HomePageFactory())
        person = {"last_name": "Lefèvre", "first_name": "Camille", "email": "camille@exemple.fr"}
        return OpenForm("/accessibilite/signaler/", Complaint, 40, {"message": MESSAGE} | person)
    AgendaPageFactory()
    return OpenForm("/agenda/lettre/", Subscription, 200, {"email": "camille@exemple.fr"})
