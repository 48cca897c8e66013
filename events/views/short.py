"""« /agenda/d/<number>/ »: a date by a short address, for mails, which show addresses in full."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from events.models import Occurrence

if TYPE_CHECKING:
    from events.models import AgendaPage


@require_safe
def short(request: HttpRequest, page: "AgendaPage", number: int) -> HttpResponse:
    """Lead to the event of the date, wherever it stands now."""
    dates = Occurrence.objects.published().select_related("event")
    date = get_object_or_404(dates, id=number)  # « pk » as a lookup fails on a huge one
    return redirect(date.event.get_url(request) or "/")
