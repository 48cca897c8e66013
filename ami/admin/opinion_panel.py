"""Opinions of outside experts on the screen of a file: where each stands, and what happened."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from ami.admin.addresses import EXTEND_OPINION, REVOKE_OPINION
from ami.dossier_timeline import Event, name_of
from ami.models import Opinion
from core.text.formats import long_date


def panel_of(opinion: Opinion, query: str) -> dict[str, Any]:
    """Return one opinion with the addresses of what may be done of it; *query* is of the queue."""
    args = (opinion.dossier_id, opinion.pk)
    return {
        "opinion": opinion,
        "asked_by": name_of(opinion.asked_by),
        "extend_url": reverse(EXTEND_OPINION, args=args) + query,
        "revoke_url": reverse(REVOKE_OPINION, args=args) + query,
    }


def opinion_events(opinions: Iterable[Opinion]) -> Iterator[Event]:
    """Yield what happened to each of *opinions*, for the timeline of their file."""
    for each in opinions:
        until = f"À {each.full_name}, pour le {long_date(each.due_on)}."
        yield Event(each.asked_at, "Avis demandé", name_of(each.asked_by), text=until)
        if each.extended_at:
            yield Event(each.extended_at, "Date de l’avis reportée", text=until)
        if each.opened_at:
            yield Event(each.opened_at, "Demande d’avis ouverte", each.full_name)
        if each.answered_at:
            label = each.get_verdict_display() if each.is_given else "Avis décliné"
            yield Event(each.answered_at, label, each.full_name)
        if each.revoked_at:
            yield Event(
                each.revoked_at, "Demande d’avis retirée", name_of(each.revoked_by), text=until
            )
