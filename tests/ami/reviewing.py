"""Helpers of the tests of the review: files in a state, and what staff read and do of them."""

from datetime import timedelta
from typing import Any

import time_machine
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from ami.definitions import AskedQuestion
from ami.kinds import LEAD, REVIEWER
from ami.models import Completion, Dossier
from ami.services.completing import add_completion_files, save_typed, send_completion
from ami.services.completions import ask_to_complete, part_prefix
from ami.services.deposit import deposit
from ami.services.results import Proposal, orient, release_results
from core.workflow import Actor
from tests.ami.factories import OPENS, RESULTS, a_draft
from tests.core.photos import photo
from tests.mails import sent_mails

DURING = OPENS + timedelta(days=7)
STAFF, CHIEF = Actor(REVIEWER), Actor(LEAD)
SECRET = "Le porteur ne doit pas lire ceci"


def a_file(state: str = "depose", **answers: Any) -> Dossier:
    """Return a deposited file, put in *state* with what goes with it."""
    dossier = deposit(a_draft(**answers))
    if state in ("oriente", "reponse_prete"):
        orient(taken(dossier), [Proposal("ingenierie", SECRET)], STAFF)
    if state != dossier.state:
        Dossier.objects.filter(pk=dossier.pk).update(state=state)
        dossier.refresh_from_db()
    return dossier


def taken(dossier: Dossier) -> Dossier:
    """Return *dossier*, deposited before, in analysis."""
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    return dossier


def approved(dossier: Dossier, *outcomes: str, text: str = "") -> Dossier:
    """Return *dossier*, deposited before, with an answer of these *outcomes* that is ready."""
    orient(taken(dossier), [Proposal(each, text) for each in outcomes], STAFF)
    dossier.call_kind.transitions.apply(dossier, "approuver-reponse", CHIEF)
    return dossier


def answered(dossier: Dossier, *outcomes: str, text: str = "") -> Dossier:
    """Return the same, its answer told at the date of the results; its mails are gone."""
    approved(dossier, *outcomes, text=text)
    with time_machine.travel(RESULTS, tick=False):
        release_results()
        sent_mails().clear()
    dossier.refresh_from_db()
    return dossier


def complete(dossier: Dossier, said: str) -> Completion:
    """Ask the calendar of the project again, and answer it with a picture."""
    asked = [AskedQuestion("projets", "calendrier")]
    due_on = (DURING + timedelta(days=9)).date()
    completion = ask_to_complete(dossier, asked, "Quand ?", due_on, STAFF)
    item = completion.asked[0].item
    typed = QueryDict(mutable=True)
    typed[f"{part_prefix('projets', item)}-calendrier"] = said
    save_typed(completion, typed)
    assert not add_completion_files(completion, [photo()])
    send_completion(completion)
    dossier.refresh_from_db()
    return completion


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
