"""« /annuaire/<lieu>/integree/ »: the sheet of a place, alone, for the page of another site."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pages.embedding import embeddable
from directory.models import PlacePage

from .sheet import place_context


@require_safe
@embeddable
def embedded_place(request: HttpRequest, page: PlacePage) -> HttpResponseBase:
    """Show what people come for: how to reach the place, its hours, its next dates. No cookie."""
    context = place_context(page, request, timezone.localtime())
    return render(
        request, "directory/embedded_place.html", context | {"sheet_url": page.get_url(request)}
    )
