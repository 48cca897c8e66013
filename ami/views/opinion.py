"""« /avis/ »: what an outside expert reads of a file, and answers, by a link and no account.

The link works as that of a carrier does (``ami.views.carrier.access``): its secret stands in one
address, which answers by a redirection and a cookie for the page of that opinion alone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ami.forms.opinion import DeclineForm, OpinionForm
from ami.models import Opinion
from ami.opinion_reading import shared_files
from ami.services.opinions import (
    decline_opinion,
    give_opinion,
    let_expert_in,
    open_opinion,
    opinion_of_browser,
)
from ami.views.carrier.access import private
from ami.views.downloads import as_download
from ami.views.secret_cookies import drop_secret, give_secret, secret_in
from core.forms.sending import METHODS, waiting_time
from core.limits import HOUR, LimitExceeded, check_limits, sender_limits
from core.net.senders import address_of, comes_from_elsewhere
from core.workflow import WorkflowError

COOKIE = "avis"
MAX_PER_HOUR = 60  # links that one connection opens, right or wrong
GIVE, DECLINE = "donner", "decliner"  # the buttons


def for_expert(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give *page* the opinion that the browser may open; 403, the same for any other key.

    What was being sent is shown again where it is not opened: it is kept nowhere.
    """

    @csrf_exempt
    @wraps(page)
    def opened(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and comes_from_elsewhere(request):
            return _closed(request, "ami/opinion/elsewhere.html")
        secret = secret_in(request, COOKIE, key)
        found = opinion_of_browser(secret) if secret else None
        if found is None or found.key != key:
            return _closed(request, "ami/opinion/closed.html")
        return private(page(request, found, **kwargs))

    return opened


def _closed(request: HttpRequest, template: str) -> HttpResponseBase:
    typed = [request.POST.get(name, "").strip() for name in ("text", "reason")]
    context = {"typed": [text for text in typed if text]}
    return private(render(request, template, context, status=403))


@require_safe
def link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Exchange the secret of a link for a cookie; 404 for one that is wrong or withdrawn."""
    try:
        check_limits(sender_limits("opinion-link", MAX_PER_HOUR, HOUR, address_of(request)))
    except LimitExceeded as exceeded:
        context = {"wait": waiting_time(exceeded.wait)}
        page = render(request, "ami/opinion/too_often.html", context, status=429)
        page["Retry-After"] = str(exceeded.wait)
        return private(page, referrer="no-referrer")
    found = open_opinion(token)
    if found is None:
        page = render(request, "ami/opinion/wrong_link.html", status=404)
    else:
        page = redirect("opinion", found.key)
        give_secret(page, COOKIE, found.key, let_expert_in(found), _path_of(found))
    return private(page, referrer="no-referrer")


@for_expert
@require_http_methods(METHODS)
def opinion(request: HttpRequest, found: Opinion) -> HttpResponseBase:
    """Show what is asked and shared, or take the answer; once answered, show the answer alone."""
    if found.is_answered:
        if request.method == "POST":  # a second click
            return redirect("opinion", found.key)
        return render(request, "ami/opinion/answered.html", {"opinion": found})
    if request.method != "POST":
        return _page(request, found)
    action = request.POST.get("action")
    if action not in (GIVE, DECLINE):
        raise Http404
    form = OpinionForm(request.POST) if action == GIVE else DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        if action == GIVE:
            give_opinion(found, form.cleaned_data["verdict"], form.cleaned_data["text"])
        else:
            decline_opinion(found, form.cleaned_data["reason"])
    except WorkflowError:  # withdrawn at this very moment
        return _closed(request, "ami/opinion/closed.html")
    return redirect("opinion", found.key)


@for_expert
@require_safe
def download(request: HttpRequest, found: Opinion, file: UUID) -> HttpResponseBase:
    """Give a file that is shared, to be saved, while the opinion is awaited."""
    if not found.is_awaited:
        raise Http404
    for each in shared_files(found.attachments.all(), found.is_anonymised):
        if each.file.key == file:
            return as_download(each.file, each.name)
    raise Http404


@for_expert
@require_POST
def leave(request: HttpRequest, found: Opinion) -> HttpResponseBase:
    """Close the page on this computer."""
    response = redirect("opinion_left")
    drop_secret(request, response, COOKIE, found.key, _path_of(found))
    return response


@require_safe
def left(request: HttpRequest) -> HttpResponseBase:
    return private(render(request, "ami/opinion/left.html"))


def _page(
    request: HttpRequest,
    found: Opinion,
    form: OpinionForm | DeclineForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "opinion": found,
        "call": found.dossier.call,
        "files": shared_files(found.attachments.all(), found.is_anonymised),
        "give_form": form if isinstance(form, OpinionForm) else OpinionForm(),
        "decline_form": form if isinstance(form, DeclineForm) else DeclineForm(),
        "problems": form.problems if form else [],
    }
    return render(request, "ami/opinion/opinion.html", context, status=status)


def _path_of(found: Opinion) -> str:
    return reverse("opinion", args=[found.key])
