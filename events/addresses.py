"""Where the agenda is."""

from django.http import HttpRequest

from events.freshness import kept
from events.models import AgendaPage


def agenda_url(request: HttpRequest) -> str:
    """Return the address of the agenda; empty while no visitor may read it."""
    return kept("agenda", (request.get_host(), request.is_secure()), lambda: _read(request))


def _read(request: HttpRequest) -> str:
    agenda = AgendaPage.open_to_all()
    return (agenda.get_url(request) or "") if agenda else ""
