"""The public pages of accessibility: the declaration, its form and its receipt."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from core.forms.sending import METHODS, Refused, take
from normandie.accessibility.forms import ComplaintForm
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import receipt_waits, receive_complaint
from normandie.frame.models import FrameSettings

if TYPE_CHECKING:
    from normandie.accessibility.models import AccessibilityPage

SALT = "complaint-receipt"
RECEIPT_SHOWN_FOR = 24 * 3600  # seconds
MAX_PAGE = 500  # characters
# Lists of the declaration, in the order and with the titles of the model (RGAA 4.1.2).
LISTS = {
    "technologies": "Technologies utilisées pour la réalisation du site",
    "environments": "Environnement de test",
    "tools": "Outils pour évaluer l’accessibilité",
    "pages_checked": "Pages du site ayant fait l’objet de la vérification de conformité",
}


def declaration(request: HttpRequest, page: "AccessibilityPage") -> HttpResponseBase:
    """Show the declaration, and how to say what is wrong.

    It names the page that the visitor comes from, which may bear a secret: it is given to no other.
    """
    response: HttpResponseBase = page.render(
        request, context_overrides=declaration_context(request, page)
    )
    patch_vary_headers(response, ["Referer"])
    return response


def declaration_context(request: HttpRequest, page: "AccessibilityPage") -> dict[str, Any]:
    """Return the names and the state of the site, and the page that the visitor comes from."""
    came_from = own_address(request, request.headers.get("referer", ""))
    form_url = f"{page.get_url(request)}signaler/"
    return {
        "frame": _frame_of(request),
        "lists": [{"title": title, "lines": page.lines(name)} for name, title in LISTS.items()],
        "easy_url": f"{page.get_url(request)}facile-a-lire/",
        "complaint_url": f"{form_url}?{urlencode({'page': came_from})}" if came_from else form_url,
    }


@require_safe
def easy_declaration(request: HttpRequest, page: "AccessibilityPage") -> HttpResponse:
    """Show what the declaration says in short sentences; it bears no legal weight."""
    return render(
        request,
        "accessibility/easy_declaration.html",
        {
            "page": page,
            "frame": _frame_of(request),
            "complaint_url": f"{page.get_url(request)}signaler/",
            "crumbs": [{"title": page.title, "url": page.get_url(request)}],
        },
    )


@never_cache
@require_http_methods(METHODS)
def complain(request: HttpRequest, page: "AccessibilityPage") -> HttpResponse:
    """Show the form, or take what was typed: 422 if it needs a correction, 429 past the limits."""
    if request.method != "POST":
        about = own_address(request, request.GET.get("page", ""))
        return _form_page(request, page, ComplaintForm(initial={"page": about}))
    form = ComplaintForm(request.POST)
    try:
        complaint = take(request, form, receive_complaint)
    except Refused as refusal:
        return refusal.said_on(_form_page(request, page, form))
    token = signing.dumps(complaint.pk, salt=SALT)
    return redirect(f"{page.get_url(request)}signaler/recu/?numero={token}")


@never_cache
@require_safe
def receipt(request: HttpRequest, page: "AccessibilityPage") -> HttpResponse:
    """Show the number and the date of the complaint just sent; nothing of who sent it.

    Past a day, or with an address made up, it says how to send a complaint.
    """
    try:
        token = request.GET.get("numero", "")
        key = signing.loads(token, salt=SALT, max_age=RECEIPT_SHOWN_FOR)
    except signing.BadSignature:
        key = None
    complaint = Complaint.objects.numbered(key)
    context = {
        "page": page,
        "complaint": complaint,
        "receipt_waits": complaint is not None and receipt_waits(complaint),
        "frame": _frame_of(request),
        "crumbs": _crumbs(request, page),
    }
    return render(request, "accessibility/receipt.html", context, status=200 if complaint else 404)


def own_address(request: HttpRequest, address: str) -> str:
    """Return the path of *address* if it is one of this site, else nothing."""
    if len(address) > MAX_PAGE or not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}
    ):
        return ""
    parts = urlsplit(address)
    if not parts.path.startswith("/") or any(not sign.isprintable() for sign in address):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _form_page(
    request: HttpRequest, page: "AccessibilityPage", form: ComplaintForm
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "frame": _frame_of(request),
        "crumbs": _crumbs(request, page),
    }
    return render(request, "accessibility/complaint_form.html", context)


def _frame_of(request: HttpRequest) -> FrameSettings:
    return FrameSettings.of(Site.find_for_request(request))


def _crumbs(request: HttpRequest, page: "AccessibilityPage") -> list[dict[str, str]]:
    return [{"title": page.title, "url": page.get_url(request)}]
