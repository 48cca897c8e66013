"""« /agenda/suivre/ »: each way of following the agenda, or what the address keeps of it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from events.channels import filters

from .channels import SCHEMA, Followed

if TYPE_CHECKING:
    from events.models import AgendaPage


@require_safe
def follow(request: HttpRequest, page: "AgendaPage") -> HttpResponse:
    """Say in plain words what each channel is for, with its address."""
    search = filters.read(filters.typed(request.GET))
    followed = Followed(page, request, filters.followed(search))
    base = page.get_url(request) or ""
    context = {
        "page": page,
        "crumbs": [{"title": page.title, "url": base}],
        "notices": search.notices,
        "kept": filters.said(search),
        "channels": followed.addresses(),
        "follow_url": f"{base}suivre/",
        "schema_url": f"{followed.url_of(page)}{SCHEMA}",
        "parameters": filters.params_followed(),
        "letter_url": f"{base}lettre/",
        "snippet_url": address(f"{base}integrer/", followed.asked),
    }
    return render(request, "events/follow.html", context)
