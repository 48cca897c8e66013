"""The dates that would result from what is being typed."""

from django.http import HttpRequest, HttpResponse
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
    form = PreviewForm(request.POST if request.method == "POST" else request.GET)
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(event, name, value)
        foreseen = foresee(event)
    else:
        foreseen = Foreseen(errors=_messages(form))
    return render(request, "events/forms/dates/_foreseen.html", {"foreseen": foreseen})


def _messages(form: PreviewForm) -> list[str]:
    """Return what is wrong; nothing while the date or the times are not typed yet."""
    return [
        str(error.messages[0])
        for errors in form.errors.as_data().values()
        for error in errors
        if error.code != "required"
    ]
