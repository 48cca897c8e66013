"""The dates that would result from what is being typed."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from events.foreseen import Foreseen, foresee
from events.forms.dates import PreviewForm
from events.models import EventPage


@require_http_methods(["GET", "POST"])
def dates_preview(request: HttpRequest, event: EventPage) -> HttpResponse:
    """Say the dates that *event*, stored or still to come, would have. Nothing is stored.

    Whoever mounts it says who may ask: the answer tells which states of dates would be lost.
    """
    data = request.POST if request.method == "POST" else request.GET
    context = {"foreseen": foresee_typed(event, data)}
    return render(request, "events/forms/dates/_foreseen.html", context)


def foresee_typed(event: EventPage, data: QueryDict) -> Foreseen:
    """Return what the dates of *event* would be with what was typed, or what is wrong with it."""
    form = PreviewForm(data)
    if not form.is_valid():
        return Foreseen(errors=_messages(form))
    for name, value in form.cleaned_data.items():
        setattr(event, name, value)
    return foresee(event)


def _messages(form: PreviewForm) -> list[str]:
    """Return what is wrong; nothing while the date or the times are not typed yet."""
    return [
        str(error.messages[0])
        for errors in form.errors.as_data().values()
        for error in errors
        if error.code != "required"
    ]
