"""« /agenda/suivre/ »: each way of following the agenda, or what the address keeps of it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.search.addresses import address
from events.channels.selection import said

from .channels import followed_by

if TYPE_CHECKING:
    from events.models import AgendaPage


@require_safe
def follow(request: HttpRequest, page: "AgendaPage") -> HttpResponse:
    """Say in plain words what each channel is for, with its address."""
    followed = followed_by(request, page)
    base = page.get_url(request) or ""
    context = {
        "page": page,
        "crumbs": [{"title": page.title, "url": base}],
        "kept": said(followed.asked) if followed.asked else [],
        "is_part": bool(followed.asked),
        "channels": followed.addresses(),
        "follow_url": f"{base}suivre/",
        "letter_url": f"{base}lettre/",
        "snippet_url": address(f"{base}integrer/", followed.asked),
    }
    return render(request, "events/follow.html", context)
