"""Opening a file to the browser that may: a cookie for it alone, pages that nobody keeps.

The secret of a link stands in one address only, which answers by a redirection: neither history
nor referrer holds it afterwards. The pages that follow bear the key of the file, which opens
nothing. Without cookie there is no session and no CSRF token that could run out while one types:
the cookie is not sent by other sites (SameSite), and browsers say where a form comes from.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from ami.models import Dossier
from ami.reading import read_sent
from ami.services.opening import let_browser_in, open_by_browser
from ami.views.secret_cookies import drop_secret, give_secret, secret_in
from core.net.senders import comes_from_elsewhere

COOKIE = "dossier"
P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Dossier, P], HttpResponseBase]


def for_carrier(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """Give *page* the file that the browser may open; 403, the same for any other key.

    The carrier alone: a member is told so. What was being sent is shown again where the file is
    not opened: it is kept nowhere.
    """
    return _opened(page)


def for_people(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """Do the same for the carrier and for those who were invited (``Dossier.opened_by``)."""
    return _opened(page, members=True)


def for_mailbox(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """Do the same for the carrier, in a browser that came by a link: who reads the mailbox.

    For what writes to other people or shows other files: anyone may begin a file with any address.
    """
    return _opened(page, by_link=True)


def _opened(
    page: Page[P], *, members: bool = False, by_link: bool = False
) -> Callable[..., HttpResponseBase]:
    @csrf_exempt
    @wraps(page)
    def opened(
        request: HttpRequest, key: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if request.method == "POST" and comes_from_elsewhere(request):
            return private(render(request, "ami/carrier/elsewhere.html", status=403))
        dossier = _opened_by(request, key)
        if dossier is None:
            context = {"typed": read_sent(str(kwargs.get("step", "")), request.POST)}
            return private(render(request, "ami/carrier/closed.html", context, status=403))
        if dossier.opened_by and not members:
            return private(only_carrier(request, dossier))
        if by_link and not dossier.by_link:
            said = render(request, "ami/carrier/by_link.html", {"dossier": dossier}, status=403)
            return private(said)
        return private(page(request, dossier, *args, **kwargs))

    return opened


def only_carrier(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Say to a member that the carrier alone does this."""
    return render(request, "ami/carrier/only_carrier.html", {"dossier": dossier}, status=403)


def _opened_by(request: HttpRequest, key: UUID) -> Dossier | None:
    secret = secret_in(request, COOKIE, key)
    dossier = open_by_browser(secret) if secret else None
    return dossier if dossier and dossier.key == key else None


def private(response: HttpResponseBase, *, referrer: str = "same-origin") -> HttpResponseBase:
    """Have nobody keep or index *response*, nor other sites told where one comes from.

    *referrer* is « same-origin » for pages with forms: under « no-referrer » browsers hide to the
    site itself where a form comes from (Fetch standard, « append a request Origin header »).
    """
    add_never_cache_headers(response)
    response["Referrer-Policy"] = referrer
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def let_in(dossier: Dossier) -> HttpResponse:
    """Go to the page of *dossier*, with the cookie that opens it until the browser is closed."""
    address = path_of(dossier)
    response = redirect(address)
    give_secret(response, COOKIE, dossier.key, let_browser_in(dossier), address)
    return response


def forget(request: HttpRequest, response: HttpResponse, dossier: Dossier) -> HttpResponse:
    """Close *dossier* to this browser: the computer may be that of a public place."""
    drop_secret(request, response, COOKIE, dossier.key, path_of(dossier))
    return response


def path_of(dossier: Dossier) -> str:
    return reverse("dossier", args=[dossier.key])
