"""Beginning a file: « repondre/ » for oneself, « aider/ » for somebody else."""

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
from core.forms.sending import METHODS, Refused, take
from core.text.formats import delay

if TYPE_CHECKING:
    from ami.models import CallPage
from typing import TYPE_CHECKING

from django.shortcuts import redirect

from ami.forms.people import BeginForForm
from ami.models.people import Member
from ami.reading import Answer
from ami.services.mandates import begin_for as begin_file_for

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


@require_http_methods(METHODS)
def begin_for(request: HttpRequest, page: "CallPage") -> HttpResponseBase:
    """Ask who helps whom, begin the draft and go straight on; a closed call says so on its page.

    It closed meanwhile: what was typed is shown again (409), since it is kept nowhere.
    """
    form = BeginForForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        if not page.is_open():
            return redirect(page.get_url(request))
        return private(_page_for(request, page, form))
    try:
        dossier = take(request, form, partial(begin_file_for, page))
    except Refused as refusal:
        response = _page_for(request, page, form)
        return private(refusal.said_on(response) if page.is_open() else response)
    except NotOpen:
        return private(_page_for(request, page, form))
    except Member.DoesNotExist:
        return private(render(request, "ami/carrier/closed.html", status=403))
    return private(let_in(dossier))


def _page_for(request: HttpRequest, page: "CallPage", form: BeginForForm) -> HttpResponse:
    is_open = page.is_open()
    context = {
        "page": page,
        "form": form,
        "is_open": is_open,
        "typed": [Answer(str(field.label), field.value()) for field in form if field.value()],
        "crumbs": [
            {"title": each.title, "url": each.get_url(request)}
            for each in (page.get_parent(), page)
        ],
    }
    return render(request, "ami/begin_for.html", context, status=200 if is_open else 409)
