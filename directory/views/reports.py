"""« /annuaire/<lieu>/signaler/ »: a visitor tells that a sheet is wrong."""

from math import ceil
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from directory.forms import SEND_AGAIN, ReportForm
from directory.services.reports import Sender, TooManyReports, send_report

if TYPE_CHECKING:
    from directory.models import PlacePage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_place(request: HttpRequest, place: "PlacePage") -> HttpResponse:
    """Show the form, or take what was typed: 422 if it needs a correction, 429 past the limits."""
    if request.method != "POST":
        return _page(request, place, ReportForm(place_id=place.pk))
    form = ReportForm(request.POST, place_id=place.pk)
    if comes_from_elsewhere(request):
        form.add_error(
            None, f"Votre message n’est pas encore parti : il venait d’un autre site. {SEND_AGAIN}"
        )
        return _page(request, place, form, status=403)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    try:
        send_report(place, Sender.of(request), **form.cleaned_data)
    except TooManyReports as limit:
        form.add_error(
            None,
            "Votre message n’est pas encore parti : nous en avons reçu beaucoup en peu de temps. "
            f"Gardez cette page ouverte et renvoyez-le dans {_minutes(limit.wait)}.",
        )
        response = _page(request, place, form, status=429)
        response["Retry-After"] = str(limit.wait)
        return response
    return redirect(f"{place.get_url(request)}signaler/merci/")


@require_safe
def report_thanks(request: HttpRequest, place: "PlacePage") -> HttpResponse:
    """Thank the visitor, on a page that may be reloaded without sending twice."""
    return _page(request, place, None)


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Say whether a browser tells that another site sent the form.

    Stands for the CSRF cookie, which the site does not give to visitors (W3C « Fetch Metadata »;
    ``Origin`` for browsers that do not know it).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.get_host()


def _minutes(seconds: int) -> str:
    minutes = max(1, ceil(seconds / 60))
    return "une minute" if minutes == 1 else f"{minutes} minutes"


def _page(
    request: HttpRequest, place: "PlacePage", form: ReportForm | None, status: int = 200
) -> HttpResponse:
    url = place.get_url(request)
    context = {
        "place": place,
        "form": form,
        "notices": form.non_field_errors() if form else [],
        "errors": _errors(form) if form else [],
        "crumbs": [
            {"title": place.get_parent().title, "url": place.get_parent().get_url(request)},
            {"title": place.title, "url": url},
        ],
    }
    return render(request, "directory/report_form.html", context, status=status)


def _errors(form: ReportForm) -> list[dict[str, str]]:
    """Return what to correct, each with the address of its field."""
    return [
        {"label": str(error), "url": f"#{_target(form, name)}"}
        for name in form.fields
        for error in form.errors.get(name, ())
    ]


def _target(form: ReportForm, name: str) -> str:
    """Return the id of the first input of a field: where the summary of errors leads."""
    field = form[name]
    return field.subwidgets[0].id_for_label if field.use_fieldset else field.id_for_label
