"""« /agenda/lettre/ »: asking for the weekly letter, confirming it, leaving it."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.forms.sending import METHODS, Refused, take
from events.forms.letter import LetterForm
from events.services.letter import CONSENT, ask, confirm, leave, to_confirm, to_leave

if TYPE_CHECKING:
    from events.models import AgendaPage

TEMPLATE = "events/letter/message.html"


@never_cache
@require_http_methods(METHODS)
def letter(request: HttpRequest, agenda: "AgendaPage") -> HttpResponse:
    """Show the form, or take a request: 422 if it needs a correction, 429 past the limits."""
    form = LetterForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form(request, agenda, form)
    base_url = f"{agenda.get_full_url(request)}lettre/"
    try:
        take(request, form, partial(ask, base_url))
    except Refused as refusal:
        return refusal.said_on(_form(request, agenda, form))
    return _message(
        request,
        agenda,
        title="Ouvrez votre messagerie",
        text="Nous vous écrivons\u00a0: le message arrive dans quelques minutes. Ouvrez-le et "
        "suivez son lien pour confirmer votre abonnement. Sans réponse sous sept jours, votre "
        "adresse sera effacée.",
    )


@never_cache
@require_http_methods(METHODS)
def confirmation(request: HttpRequest, agenda: "AgendaPage", token: str) -> HttpResponse:
    """Confirm by a button: programs that read mails follow links, they press nothing."""
    subscription = to_confirm(token)
    if subscription is None:
        raise Http404
    if request.method == "POST":
        confirm(subscription)
        return _message(
            request,
            agenda,
            title="Votre abonnement est confirmé",
            text="Vous recevrez la lettre des rendez-vous chaque semaine. Chaque lettre porte un "
            "lien pour vous désabonner.",
        )
    return _message(
        request,
        agenda,
        title="Confirmer votre abonnement",
        text=CONSENT,
        button="Confirmer mon abonnement",
    )


@never_cache
@require_http_methods(METHODS)
def leaving(request: HttpRequest, agenda: "AgendaPage", token: str) -> HttpResponse:
    """Leave by a button, or by the POST that mailboxes send (RFC 8058 §3.1: no redirection)."""
    subscription = to_leave(token)
    if subscription is None:
        return _message(
            request,
            agenda,
            title="Ce lien n’arrête aucun abonnement",
            text="Votre abonnement est déjà arrêté, ou ce lien a plus d’un an. Si vous recevez "
            "encore la lettre, suivez le lien de la plus récente.",
        )
    if request.method == "POST":
        leave(subscription)
        return _message(
            request,
            agenda,
            title="Votre abonnement est arrêté",
            text="Vous ne recevrez plus la lettre. Votre adresse est effacée.",
        )
    return _message(
        request,
        agenda,
        title="Vous désabonner",
        text="Vous ne recevrez plus la lettre des rendez-vous, et votre adresse sera effacée.",
        button="Me désabonner",
    )


def _form(request: HttpRequest, agenda: "AgendaPage", form: LetterForm) -> HttpResponse:
    context = _context(request, agenda) | {"form": form, "consent": CONSENT}
    return render(request, "events/letter/form.html", context)


def _message(
    request: HttpRequest, agenda: "AgendaPage", *, title: str, text: str, button: str = ""
) -> HttpResponse:
    said = {"title": title, "text": text, "button": button}
    return render(request, TEMPLATE, _context(request, agenda) | said)


def _context(request: HttpRequest, agenda: "AgendaPage") -> dict[str, Any]:
    return {
        "page": agenda,
        "crumbs": [{"title": agenda.title, "url": agenda.get_url(request)}],
    }
