"""Ways into a file and out of it: its link, a lost link, another address, leaving."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ami.forms.access import AddressForm, LostLinkForm
from ami.models import Dossier
from ami.services.access import (
    change_address,
    forget_first_form,
    send_lost_links,
)
from ami.services.opening import open_by_link
from ami.views.carrier.access import for_carrier, for_people, forget, let_in, path_of, private
from ami.views.carrier.frame import frame
from core.forms.sending import METHODS, Refused, take, waiting_time
from core.limits import LimitExceeded


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Exchange the secret of a link for a cookie; 404 for one that is wrong or withdrawn."""
    dossier = open_by_link(token)
    if dossier is None:
        response: HttpResponseBase = render(request, "ami/carrier/wrong_link.html", status=404)
    else:
        response = let_in(dossier)
    return private(response, referrer="no-referrer")


@csrf_exempt
@require_http_methods(METHODS)
def lost_link(request: HttpRequest) -> HttpResponseBase:
    """Send the links again; the answer is the same whether the address is known or not."""
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return private(render(request, "ami/carrier/lost_link.html", {"form": form}))
    try:
        take(request, form, send_lost_links)
    except Refused as refusal:
        page = render(request, "ami/carrier/lost_link.html", {"form": form})
        return private(refusal.said_on(page))
    return private(render(request, "ami/carrier/link_sent.html"))


@for_carrier
@require_http_methods(METHODS)
def address(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Change where the link goes: every other link and browser is shut out."""
    form = AddressForm(
        request.POST if request.method == "POST" else None, initial={"email": dossier.access_email}
    )
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            is_changed = change_address(dossier, form.cleaned_data["email"])
        except LimitExceeded as exceeded:
            status = 429
            form.add_error(
                "email",
                f"Le lien n’est pas encore parti\u00a0: {exceeded.limit.reason}. Réessayez dans "
                f"{waiting_time(exceeded.wait)}. Les liens déjà reçus restent bons.",
            )
        else:
            return let_in(dossier) if is_changed else redirect(path_of(dossier))
    context = frame(request, dossier) | {"form": form}
    return render(request, "ami/carrier/address.html", context, status=status)


@for_people
@require_POST
def leave(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Close the file on this computer."""
    forget_first_form(dossier)
    return forget(request, redirect("dossier_left"), dossier)


@require_safe
def left(request: HttpRequest) -> HttpResponseBase:
    return private(render(request, "ami/carrier/left.html"))
