"""« /reseau/panorama/ », each year of it, and its files."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.pages.crumbs import crumbs_of
from core.pages.files import file_of, json_file, send_file
from core.pages.spreadsheets import CSV, Cell, csv_lines
from directory.views.exports import LICENCE_NAME, LICENCE_URL
from normandie.panorama.freezing import figures_of

from .figures import Panorama
from .models import FrozenYear, PanoramaPage

FOLDED = "intercommunalites"  # the series of too many lines to be read at once
COLUMNS = ("annee", "serie", "libelle", "unite", "nombre", "etat", "date", "source", "licence")


@require_safe
def panorama(request: HttpRequest, page: PanoramaPage, year: int | None = None) -> HttpResponse:
    """Show a year, that of today by default."""
    today = timezone.localdate()
    frozen = FrozenYear.objects.years()
    years = page.years(today, frozen)
    asked = today.year if year is None else year
    if asked not in years:
        raise Http404
    figures = figures_of(asked, today, frozen)
    here = page.get_url(request) or ""
    crumbs = crumbs_of(page, request)
    if year is not None:
        crumbs.append({"title": page.title, "url": here})
    charts = [(each.key, each.chart) for each in figures.series]
    context = {
        "page": page,
        "crumbs": crumbs,
        "here_url": here,
        "asked_year": year,
        "figures": figures,
        "is_over": figures.year < today.year,
        "charts": [chart for key, chart in charts if key != FOLDED],
        "folded": [chart for key, chart in charts if key == FOLDED],
        "years": [
            {"year": each, "url": f"{here}{each}/", "current": each == figures.year}
            for each in years
        ],
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "network": settings.REGION.network,
    }
    return render(request, "panorama/panorama.html", context)


@require_safe
def panorama_file(
    request: HttpRequest, page: PanoramaPage, year: int, extension: str
) -> HttpResponseBase:
    """Send a year as open data, without any example."""
    today = timezone.localdate()
    frozen = FrozenYear.objects.years()
    if year not in page.years(today, frozen):
        raise Http404
    figures = figures_of(year, today, frozen)
    headers = {
        "Content-Disposition": f'attachment; filename="panorama-{year}.{extension}"',
        "Link": f'<{LICENCE_URL}>; rel="license"',
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, no-cache",  # keep it, but ask each time whether it still holds
    }
    if extension == "json":
        return send_file(request, json_file(_as_data(figures)), "application/json", headers)
    return send_file(request, file_of(b"".join(csv_lines(_lines(figures)))), CSV, headers)


def _state(figures: Panorama) -> str:
    return "arrêtés" if figures.is_frozen else "provisoires"


def _as_data(figures: Panorama) -> dict[str, object]:
    return {
        "annee": figures.year,
        "etat": _state(figures),
        "date": figures.on.isoformat(),
        "source": settings.REGION.network,
        "licence": LICENCE_NAME,
        "series": [
            {
                "serie": each.key,
                "titre": each.title,
                "unite": each.units,
                "precision": each.note,
                "lignes": [{"libelle": label, "nombre": n} for label, n in each.rows],
            }
            for each in figures.true_series
        ],
        "inconnu": figures.unknown,
    }


def _lines(figures: Panorama) -> Iterator[tuple[Cell, ...]]:
    yield COLUMNS
    told = (_state(figures), figures.on.isoformat(), settings.REGION.network, LICENCE_NAME)
    for each in figures.true_series:
        for label, number in each.rows:
            yield (figures.year, each.key, label, each.units, number, *told)
