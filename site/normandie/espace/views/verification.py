"""The link of a reminder: whoever holds it says that the sheet is still true, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

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
