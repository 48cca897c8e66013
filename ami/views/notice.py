"""« Prévenez-moi »: asking to be told when a call opens, confirming it, changing one’s mind."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ami.forms.access import NoticeForm
from ami.models.call import Phase
from ami.services.notices import ask_notice, confirm_notice, erase_notice, find_notice
from ami.views.call import call_context
from core.forms.sending import METHODS, Refused, take

if TYPE_CHECKING:
    from ami.models import CallPage

ROUTE = "prevenez-moi/"


@never_cache
@require_http_methods(METHODS)
def notice(request: HttpRequest, page: "CallPage") -> HttpResponse:
    """Show the form, or take a request; a call that is open, or over, says so on its own page."""
    if page.phase() is not Phase.TO_COME:
        return redirect(page.get_url(request))
    form = NoticeForm(request.POST if request.method == "POST" else None, call_id=page.pk)
    if request.method != "POST":
        return _form(request, page, form)
    try:
        take(request, form, partial(ask_notice, page, f"{page.get_full_url(request)}{ROUTE}"))
    except Refused as refusal:
        return refusal.said_on(_form(request, page, form))
    return _message(
        request,
        page,
        title="Ouvrez votre messagerie",
        text="Nous vous écrivons\u00a0: le message arrive dans quelques minutes. Ouvrez-le et "
        "suivez son lien pour confirmer. Sans réponse sous sept jours, votre adresse sera effacée.",
    )


@never_cache
@require_http_methods(METHODS)
def notice_confirmation(request: HttpRequest, page: "CallPage", secret: str) -> HttpResponse:
    """Confirm, then withdraw, by a button: programs that read mails follow links alone."""
    found = find_notice(page, secret)
    if found is None:
        return _message(
            request,
            page,
            title="Ce lien ne sert plus",
            text="Votre adresse n’est plus gardée\u00a0: l’appel est ouvert, vous avez renoncé, ou "
            "le délai est passé.",
            status=404,
        )
    if request.method == "POST" and "renoncer" in request.POST:
        erase_notice(found)
        return _message(
            request,
            page,
            title="Votre demande est effacée",
            text="Nous ne vous écrirons pas à l’ouverture de cet appel. Votre adresse est effacée.",
        )
    if request.method == "POST":
        confirm_notice(found)
        return _message(
            request,
            page,
            title="C’est noté",
            text="Nous vous écrirons une fois, à l’ouverture de l’appel, puis nous effacerons "
            "votre adresse.",
        )
    return _message(
        request,
        page,
        title="Confirmer votre demande",
        text=f"Nous vous écrirons une fois, à l’ouverture de l’appel «\u00a0{page.title}\u00a0», "
        "puis nous effacerons votre adresse.",
        confirms=not found.confirmed_at,
        withdraws=True,
    )


def _form(request: HttpRequest, page: "CallPage", form: NoticeForm) -> HttpResponse:
    context = call_context(request, page) | {"form": form}
    context["crumbs"] += [{"title": page.title, "url": context["call_url"]}]
    return render(request, "ami/notice/form.html", context)


def _message(
    request: HttpRequest,
    page: "CallPage",
    *,
    title: str,
    text: str,
    confirms: bool = False,
    withdraws: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = call_context(request, page)
    context["crumbs"] += [{"title": page.title, "url": context["call_url"]}]
    context |= {"title": title, "text": text, "confirms": confirms, "withdraws": withdraws}
    return render(request, "ami/notice/message.html", context, status=status)
