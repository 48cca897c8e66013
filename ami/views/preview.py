"""The form of a call as staff try it before it is published: it takes nothing."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ami.definitions import AllAnswers
from ami.forms.builder import build_form
from ami.views.call import call_context

if TYPE_CHECKING:
    from ami.models import CallPage


def form_preview(request: HttpRequest, page: "CallPage") -> HttpResponse:
    """Show all that the call asks, conditional questions included; no button sends it."""
    parts = []
    for step in page.form_definition().steps:
        shown = replace(step, fields=tuple(replace(each, condition=None) for each in step.fields))
        form = build_form(shown, AllAnswers(), prefix=step.key)
        parts.append({"step": step, "form": form})
    return render(request, "ami/form_preview.html", call_context(request, page) | {"parts": parts})
