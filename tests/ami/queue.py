"""The queue of files as agents open it, and files to put in it."""

import re
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ami.definitions import AskedQuestion
from ami.kinds import REVIEWER
from ami.models import CallPage, Completion, Dossier
from ami.services.completions import ask_to_complete
from ami.services.deposit import deposit
from core.workflow import Actor
from tests.ami.factories import COMPLETE, a_draft
from tests.reading import Page, parsed, words

LIST = reverse("wagtailsnippets_ami_dossier:list")
INSPECTED = re.compile(r"/inspect/(\d+)/")


def a_file(
    call: CallPage, name: str = "Le Bocage", project: str = "Un atelier", **more: Any
) -> Dossier:
    """Return a deposited file of the carrier *name*, with what *more* its row says."""
    draft = a_draft(
        call,
        structure=COMPLETE["structure"] | {"nom": name},
        projets=COMPLETE["projets"] | {"titre": project} | more.pop("answers", {}),
    )
    dossier = deposit(draft)
    Dossier.objects.filter(pk=dossier.pk).update(**more)
    dossier.refresh_from_db()
    return dossier


def listed(client: Client, **params: Any) -> list[Dossier]:
    """Return the files that the queue shows, in its order."""
    return shown_in(client.get(LIST, params))


def shown_in(page: Page) -> list[Dossier]:
    """Return the files whose screens the table of *page* leads to, in its order."""
    links = [link["href"] for link in parsed(page).select("table.listing td.title a[href]")]
    keys = list(dict.fromkeys(int(found[1]) for each in links if (found := INSPECTED.search(each))))
    files = Dossier.objects.in_bulk(keys)
    return [files[key] for key in keys]


def way_of(page: Page) -> dict[str, str]:
    """Return where the way through the queue leads from a file, by what each link says."""
    return {words(a): str(a["href"]) for a in parsed(page).select(".queue-way a")}


def to_complete(dossier: Dossier, due: date) -> Completion:
    """Ask the calendar of *dossier* again, for the day *due*."""
    asked = (AskedQuestion("projets", "calendrier"),)
    return ask_to_complete(dossier, asked, "Quel calendrier ?", due, Actor(REVIEWER))


def who(client: Client) -> Any:
    """Return the account that is signed in."""
    return get_user_model().objects.get(pk=client.session["_auth_user_id"])


def bulk(client: Client, action: str, *files: Dossier, **given: str) -> HttpResponse:
    """Do *action* on *files*, as they were read."""
    address = reverse("wagtail_bulk_action", args=("ami", "dossier", action))
    chosen = "&".join(f"id={each.pk}" for each in files)
    seen = " ".join(f"{each.pk}:{each.version}" for each in files)
    return client.post(f"{address}?next={LIST}&{chosen}", {"seen": seen} | given, follow=True)
