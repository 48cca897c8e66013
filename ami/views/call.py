"""« /appels/ », « /appels/<call>/ » and what it asks, which staff try before it is published."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ami.announcements import announce, timeline
from ami.questions import parts_of
from ami.search import listed_calls
from ami.structured_data import call_data
from core.text.formats import file_size

if TYPE_CHECKING:
    from wagtail.documents.models import Document

    from ami.models import CallPage, CallsPage
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404

from ami.definitions import AllAnswers
from ami.forms.builder import build_form
from ami.models import CallsPage
from ami.search import next_to_close

if TYPE_CHECKING:
    from ami.models import CallPage


@require_safe
def calls(request: HttpRequest, page: "CallsPage") -> HttpResponseBase:
    """List the calls: open, to come, closed."""
    calls_url = page.get_url(request) or ""
    context = {"groups": listed_calls(page, calls_url), "calls_url": calls_url}
    response: HttpResponseBase = page.render(request, context_overrides=context)
    return response


@require_safe
def call(request: HttpRequest, page: "CallPage") -> HttpResponseBase:
    """Present a call: where it stands, what it is for, who may answer, until when."""
    documents = page.documents.select_related("document")
    response: HttpResponseBase = page.render(
        request,
        context_overrides={
            **call_context(request, page),
            "stages": timeline(page),
            "documents": [(each.document, _details(each.document)) for each in documents],
            "structured_data": call_data(page),
            "has_results": page.has_public_results(),
        },
    )
    return response


@require_safe
def questions(request: HttpRequest, page: "CallPage") -> HttpResponse:
    """List what the call asks, to be read and printed before one begins; until it is over."""
    if not page.may_be_answered():
        return redirect(page.get_url(request))
    context = call_context(request, page) | {"parts": parts_of(page.form_definition())}
    context["crumbs"] += [{"title": page.title, "url": context["call_url"]}]
    return render(request, "ami/questions.html", context)


def _details(document: "Document") -> str:
    """Say what a document is and weighs, as far as that is known: « PDF, 2,4 Mo »."""
    size = document.get_file_size()
    parts = [document.file_extension.upper(), file_size(size) if size else ""]
    return ", ".join(filter(None, parts))


def call_context(request: HttpRequest, page: "CallPage") -> dict[str, Any]:
    """Return what every page about a call says of it."""
    calls_page = page.get_parent()
    return {
        "page": page,
        "call_url": page.get_url(request) or "",
        "announcement": announce(page),
        "is_open": page.is_open(),
        "may_be_answered": page.may_be_answered(),
        "crumbs": [{"title": calls_page.title, "url": calls_page.get_url(request)}],
    }


@require_safe
def printed_address(request: HttpRequest) -> HttpResponse:
    """Lead to the AMI that is open now, else to the list of the calls; for now, never for good."""
    calls = CallsPage.open_to_all()
    if calls is None:
        raise Http404
    return redirect((next_to_close(calls, "ami") or calls).get_url(request))


def form_preview(request: HttpRequest, page: "CallPage") -> HttpResponse:
    """Show all that the call asks, conditional questions included; no button sends it."""
    parts = []
    for step in page.form_definition().steps:
        shown = replace(step, fields=tuple(replace(each, condition=None) for each in step.fields))
        form = build_form(shown, AllAnswers(), prefix=step.key)
        parts.append({"step": step, "form": form})
    return render(request, "ami/form_preview.html", call_context(request, page) | {"parts": parts})
