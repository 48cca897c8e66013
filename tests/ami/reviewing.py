"""Helpers of the tests of the review: files in a state, and what staff read and do of them."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ami.kinds import LEAD, REVIEWER
from ami.models import Dossier
from ami.services.deposit import deposit
from ami.services.results import Proposal, orient
from core.workflow import Actor
from tests.ami.factories import OPENS, a_draft

DURING = OPENS + timedelta(days=7)
STAFF, CHIEF = Actor(REVIEWER), Actor(LEAD)
SECRET = "Le porteur ne doit pas lire ceci"


def a_file(state: str = "depose", **answers: Any) -> Dossier:
    """Return a deposited file, put in *state* with what goes with it."""
    dossier = deposit(a_draft(**answers))
    if state in ("oriente", "reponse_prete"):
        dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
        orient(dossier, [Proposal("ingenierie", SECRET)], STAFF)
    if state != dossier.state:
        Dossier.objects.filter(pk=dossier.pk).update(state=state)
        dossier.refresh_from_db()
    return dossier


def screen(client: Client, dossier: Dossier) -> str:
    address = reverse("wagtailsnippets_ami_dossier:inspect", args=(dossier.pk,))
    return client.get(address).content.decode()


def address_of(dossier: Dossier, action: str) -> str:
    return reverse("wagtailsnippets_ami_dossier:action", args=(dossier.pk, action))


def act(
    client: Client, dossier: Dossier, action: str, *, follow: bool = True, **given: Any
) -> HttpResponse:
    """Send the form of *action*, on the version that *dossier* holds."""
    data = {"version": dossier.version, **given}
    return client.post(address_of(dossier, action), data, follow=follow)
