"""« /agenda/ »: what is on, by day."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from events.models import AgendaPage


@require_safe
def agenda(request: HttpRequest, page: "AgendaPage") -> HttpResponse:
    """Show the dates that fit the address."""
    return render(request, "events/agenda_page.html", {"page": page})
