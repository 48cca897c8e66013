"""« /label/verifier/<numéro>-<code>/ »: where the code of a plaque leads, whatever became of it."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.limits import HOUR, sender_limits
from core.listing.params import clean_text
from core.net.senders import address_of
from core.text.formats import delay, long_date
from directory.models import LabelGrant, RegisterPage
from directory.models.label import Standing

WRONG_AN_HOUR = 30  # references that lead nowhere, from one connection


class Answer(NamedTuple):
    """What is said first of a label, and the kind of alert that says it."""

    kind: str
    text: str


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for what a plaque says, for who cannot read its code."""
    typed = "".join(clean_text(request.GET.get("numero", "")).replace("/", "").split()).upper()
    if typed.strip("."):  # « .. » is no name, in an address
        return redirect("verify_grant", typed)
    return ask(request)


@require_safe
def verify_grant(request: HttpRequest, reference: str) -> HttpResponse:
    """Say whether the label holds today: 404 for a reference that is none, 429 for many of them."""
    limits = sender_limits("verify-label", WRONG_AN_HOUR, HOUR, address_of(request))
    full = next((limit for limit in limits if limit.is_full), None)
    if full:  # before the register is asked: a guess learns nothing more
        wait = delay(full.wait // 60 + 1)
        return ask(request, wait=wait, status=429)
    typed = clean_text(reference)
    grant = LabelGrant.objects.referenced(typed)
    if grant is None:
        for limit in limits:
            limit.add()
        return ask(request, unknown=typed, status=404)
    return render(request, "directory/verified.html", verified(grant, request))


def ask(
    request: HttpRequest, *, unknown: str = "", wait: str = "", status: int = 200
) -> HttpResponse:
    """Show the field where a number is typed, under what was wrong with the last one."""
    context = {"unknown": unknown, "wait": wait}
    return render(request, "directory/verify.html", context, status=status)


def verified(grant: LabelGrant, request: HttpRequest) -> dict[str, Any]:
    """Return what is said of *grant*: neither a person nor a reason."""
    place, register = grant.open_place(), RegisterPage.open_to_all()
    standing = grant.standing()
    renewal = getattr(grant, "renewal", None)
    return {
        "grant": grant,
        "answer": answer(grant, standing) if place else GONE,
        "place_url": place.get_url(request) if place else "",
        "register_url": register.get_url(request) if place and register else "",
        "renewal": renewal if standing == Standing.RENEWED else None,
        "today": timezone.localdate(),
    }


GONE = Answer(
    "warning",
    "Ce lieu n’est plus dans l’annuaire du réseau\u00a0: ne vous fiez pas à cette plaque.",
)


def answer(grant: LabelGrant, standing: Standing) -> Answer:
    """Say in one sentence where *grant* stands today."""
    if standing in (Standing.VALID, Standing.EXPIRING):
        until = f", jusqu’au {long_date(grant.expires_on)}" if grant.expires_on else ""
        return Answer("success", f"Oui, ce label est valable aujourd’hui{until}.")
    if standing == Standing.UPCOMING:
        first_day = long_date(grant.granted_on)
        return Answer("info", f"Pas encore\u00a0: ce label commence le {first_day}.")
    if standing == Standing.SUSPENDED:
        return Answer("warning", f"Non, ce label est suspendu{_since(grant, 'suspendre')}.")
    if standing == Standing.WITHDRAWN:
        return Answer("warning", f"Non, ce label a été retiré{_since(grant, 'retirer')}.")
    ended = f"Cette attribution a pris fin le {long_date(grant.expires_on)}"
    if standing == Standing.RENEWED:
        return Answer("info", f"{ended}. Une autre la suit.")
    return Answer("warning", f"Non. {ended}.")


def _since(grant: LabelGrant, action: str) -> str:
    day = grant.since(action)
    said = {"suspendre": " depuis le", "retirer": " le"}[action]
    return f"{said} {long_date(day)}" if day else ""
