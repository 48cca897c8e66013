"""« …/<événement>/inscription/ »: registering for a date, and leaving it by a secret link."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.forms.sending import METHODS, Refused, take
from core.tokens import find_by_token
from events.booking import said_seats
from events.forms.registration import RegistrationForm
from events.models import Occurrence, Registration
from events.services.registration_news import LEAVING, date_in_words
from events.services.registrations import RegistrationClosed, leave, rank, register

from .standing import standing_of

if TYPE_CHECKING:
    from events.models import EventPage

FORM, MESSAGE = "events/registration/form.html", "events/registration/message.html"


@never_cache
@require_http_methods(METHODS)
def registration(request: HttpRequest, event: "EventPage", pk: int) -> HttpResponse:
    """Show the form of a date, or take it: 422 if it needs a correction, 429 past the limits."""
    date = get_object_or_404(Occurrence.objects.whole_of(event), pk=pk)
    if not date.takes_registrations:
        return _closed(request, date)
    form = RegistrationForm(request.POST if request.method == "POST" else None, date=date)
    if request.method != "POST":
        return _form(request, date, form)
    try:
        made = take(request, form, partial(register, date))
    except Refused as refusal:
        return refusal.said_on(_form(request, date, form))
    except RegistrationClosed:  # since the form was opened
        return _closed(request, date)
    title = "Votre inscription est notée" if made.is_seated else "Vous êtes en liste d’attente"
    return _message(request, date, title, made, is_new=True)


@never_cache
@require_http_methods(METHODS)
def withdrawal(request: HttpRequest, event: "EventPage", token: str) -> HttpResponse:
    """Cancel by a button: programs that read mails follow links, they press nothing."""
    found = find_by_token(LEAVING, Registration, token)
    date = Occurrence.objects.whole_of(event).awaited_by(found).first() if found else None
    if found is None or date is None:
        return render(
            request,
            MESSAGE,
            {
                "event": event,
                "title": "Ce lien n’ouvre plus d’inscription",
            }
            | standing_of(request, event, event),
        )
    if request.method == "POST":
        leave(found)
        return _message(request, date, "Votre inscription est annulée", is_gone=True)
    return _message(request, date, "Votre inscription", found, can_leave=True)


def _form(request: HttpRequest, date: Occurrence, form: RegistrationForm) -> HttpResponse:
    button = "M’inscrire" if date.seats_left else "M’inscrire sur la liste d’attente"
    shown = {"form": form, "seats": said_seats(date), "button": button}
    return render(request, FORM, _context(request, date) | shown)


def _closed(request: HttpRequest, date: Occurrence) -> HttpResponse:
    if not date.event.takes_registrations:
        raise Http404
    return _message(request, date, "Les inscriptions sont closes", is_closed=True)


def _message(
    request: HttpRequest,
    date: Occurrence,
    title: str,
    made: Registration | None = None,
    **said: bool,
) -> HttpResponse:
    context = _context(request, date) | {"title": title, "registration": made, **said}
    if made and not made.is_seated:
        context["rank"] = rank(made)
    return render(request, MESSAGE, context)


def _context(request: HttpRequest, date: Occurrence) -> dict[str, object]:
    return date_in_words(date) | standing_of(request, date.event, date.event)
