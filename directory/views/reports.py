"""« /annuaire/<lieu>/signaler/ »: a visitor tells that a sheet is wrong."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.forms.sending import METHODS, Refused, take
from directory.forms.report import ReportForm
from directory.services.reports import send_report

if TYPE_CHECKING:
    from directory.models import PlacePage


@never_cache
@require_http_methods(METHODS)
def report_place(request: HttpRequest, place: "PlacePage") -> HttpResponse:
    """Show the form, or take what was typed: 422 if it needs a correction, 429 past the limits."""
    if request.method != "POST":
        return _page(request, place, ReportForm(place_id=place.pk))
    form = ReportForm(request.POST, place_id=place.pk)
    try:
        take(request, form, partial(send_report, place))
    except Refused as refusal:
        return refusal.said_on(_page(request, place, form))
    return redirect(f"{place.get_url(request)}signaler/merci/")


@require_safe
def report_thanks(request: HttpRequest, place: "PlacePage") -> HttpResponse:
    """Thank the visitor, on a page that may be reloaded without sending twice."""
    return _page(request, place, None)


def _page(request: HttpRequest, place: "PlacePage", form: ReportForm | None) -> HttpResponse:
    url = place.get_url(request)
    context = {
        "place": place,
        "form": form,
        "crumbs": [
            {"title": place.get_parent().title, "url": place.get_parent().get_url(request)},
            {"title": place.title, "url": url},
        ],
    }
    return render(request, "directory/report_form.html", context)
