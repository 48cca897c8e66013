"""« /dossier/reprendre/ »: asking for the file of somebody who has left, and confirming it.

Every answer is the same whether there is such a file or not.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ami.forms.people import TakeoverForm
from ami.services.takeovers import ask_takeover, confirm_takeover, find_takeover
from ami.views.carrier.access import private
from core.forms.sending import METHODS, Refused, take
from core.net.senders import comes_from_elsewhere


@csrf_exempt
@require_http_methods(METHODS)
def ask(request: HttpRequest) -> HttpResponseBase:
    form = TakeoverForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return private(render(request, "ami/takeover/form.html", {"form": form}))
    try:
        take(request, form, ask_takeover)
    except Refused as refusal:
        return private(refusal.said_on(render(request, "ami/takeover/form.html", {"form": form})))
    return private(render(request, "ami/takeover/sent.html"))


@csrf_exempt
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Confirm by a button: programs that read mails follow links alone."""
    found = find_takeover(token)
    if found is None:
        page = render(request, "ami/takeover/over.html", status=404)
    elif request.method != "POST" or comes_from_elsewhere(request):
        page = render(request, "ami/takeover/confirm.html", {"takeover": found})
    else:
        confirm_takeover(found)
        page = render(request, "ami/takeover/confirmed.html")
    return private(page, referrer="same-origin")
