"""« /appels/<call>/repondre/ »: beginning a file."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ami.forms.access import BeginForm
from ami.services.access import begin as begin_file
from ami.services.drafts import NotOpen
from ami.views.carrier.access import let_in, private
from ami.wording import delay
from core.forms.sending import METHODS, Refused, take

if TYPE_CHECKING:
    from ami.models import CallPage


@require_http_methods(METHODS)
def begin(request: HttpRequest, page: "CallPage") -> HttpResponseBase:
    """Ask for an address, begin the draft and go straight on; 409 when the call is not open."""
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not page.is_open():
        response = _page(request, page, form)
        response.status_code = 409 if request.method == "POST" else 200
        return private(response)
    try:
        dossier = take(request, form, partial(begin_file, page))
    except Refused as refusal:
        return private(refusal.said_on(_page(request, page, form)))
    except NotOpen:  # it closed during this very request
        return private(render(request, "ami/begin.html", _context(request, page), status=409))
    return private(let_in(dossier))


def _page(request: HttpRequest, page: "CallPage", form: BeginForm) -> HttpResponse:
    return render(request, "ami/begin.html", _context(request, page) | {"form": form})


def _context(request: HttpRequest, page: "CallPage") -> dict[str, object]:
    return {
        "page": page,
        "is_open": page.is_open(),
        "phase": page.phase().value,
        "grace": delay(page.grace) if page.grace else "",
        "crumbs": [
            {"title": each.title, "url": each.get_url(request)}
            for each in (page.get_parent(), page)
        ],
    }
