"""Links of mails, each good for one thing alone, without signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.forms.sending import METHODS
from normandie.espace.services.collective.mailing import find_leaving, leave
from normandie.espace.services.verification import confirm, place_to_confirm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for one click, so that the scanner of a mailbox, which opens links, confirms nothing."""
    place = place_to_confirm(secret)
    if place is None:
        return render(request, "espace/link_over.html", status=410)
    done = request.method == "POST"
    if done:
        confirm(place)
    return render(request, "espace/confirm.html", {"place": place, "done": done})


TEMPLATE = "espace/collective/leave.html"


@never_cache
@csrf_exempt  # mailboxes send it by themselves (RFC 8058); its secret is what it needs
@require_http_methods(METHODS)
def leave_mails(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask by a button: programs that read mails follow links, they press nothing."""
    found = find_leaving(secret)
    if found is None:
        return render(request, TEMPLATE, {"what": "", "done": False}, status=404)
    if request.method == "POST":
        leave(found)
    return render(request, TEMPLATE, {"what": found.what, "done": request.method == "POST"})
