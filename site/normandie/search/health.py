"""What is watched of the site search: that every published page can be found, and the engine."""

from datetime import timedelta

from wagtail.models import Page

from core.engine import client
from core.engine.client import Away
from core.engine.feeding import missing
from core.health_checks import Finding, State, check, indexed, oldest_waiting
from core.models import TextToSend

from .sources import models_of_their_own


@check("search.pages")
def search() -> Finding:
    pages = Page.objects.live().filter(depth__gt=1).not_type(models_of_their_own())
    return indexed(pages.filter(searched_text=None).count(), pages.count(), "Pages")


@check("search.engine")
def engine() -> Finding:
    """Never a failure: the tables answer in its place."""
    if not client.is_set():
        return Finding(State.OK, "Pas de moteur de recherche\u00a0: les tables répondent.")
    try:
        lacking = missing()
    except Away as error:
        return Finding(State.WARNING, f"Le moteur ne répond pas ({error}), les tables répondent.")
    if lacking:
        names = ", ".join(index.name for index in lacking)
        return Finding(State.WARNING, f"Il manque au moteur\u00a0: {names}. Les tables répondent.")
    return oldest_waiting(
        TextToSend.objects.all(),
        "since",
        "changements à dire au moteur",
        warns=timedelta(minutes=10),
    )
