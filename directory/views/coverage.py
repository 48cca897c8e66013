"""« /reseau/couverture/ »: the communes that are far from any place that answers a question."""

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.listing.addresses import address, without
from core.listing.pagination import page_of, pagination_of
from core.pages.crumbs import crumbs_of
from core.pages.files import file_of, send_file
from core.pages.spreadsheets import CSV, Cell, csv_lines
from core.text.formats import counted, grouped, percent
from directory.coverage.drawing import map_of
from directory.coverage.measure import Coverage, PlaceName, Reach, Standing, coverage, named
from directory.coverage.question import (
    DISTANCES,
    FIELDS_OF_PLACES,
    ORDERS,
    TERRITORIES,
    WEEKS,
    Question,
    fields_of,
)
from directory.models import DirectoryPage
from directory.services.territory import POINTS_SOURCE, SOURCE

from .exports import LICENCE_NAME, LICENCE_URL

if TYPE_CHECKING:
    from directory.models import CoveragePage

SIZE = 30  # communes of a page
FIRST = 10  # territories of a table; the others are folded
COLUMNS = (
    *("code_insee", "commune", "departement", "siren_epci", "epci", "habitants", "etat"),
    *("distance_km", "lieu_le_plus_proche", "distance_a_confirmer_km", "seuil_km"),
    *("date", "source", "licence"),
)


@require_safe
def coverage_page(request: HttpRequest, page: "CoveragePage") -> HttpResponse:
    """Show how many communes are far, where, and which."""
    directory = DirectoryPage.open_to_all()
    context: dict[str, Any] = {"page": page, "crumbs": crumbs_of(page, request)}
    if directory is None:
        return render(request, "directory/coverage/closed.html", context)
    question = Question.read(request.GET)
    found = coverage(question, timezone.localdate())
    # Where no place answers, another territory changes nothing.
    given_up = TERRITORIES if found.measure.number else FIELDS_OF_PLACES
    here, base = page.get_url(request) or "", directory.get_url(request) or ""
    context |= {
        "here_url": here,
        "directory_url": base,
        "is_bare": not request.GET,
        "question": question,
        "measure": found.measure,
        "on": found.on,
        "weeks": WEEKS,
        "fields": fields_of(question),
        "distances": [
            {"value": each, "selected": each == question.kilometres} for each in DISTANCES
        ],
        "heading": heading_of(found),
        "tags": _tags(question, here),
        "looser": [
            {"label": f"Retirer «\u00a0{label}\u00a0»", "url": address(here, other.pairs)}
            for label, other in question.looser(given_up)
        ],
        "csv_url": address(f"{here}communes.csv", question.pairs),
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "network": settings.REGION.network,
        "sources": {"population": SOURCE, "points": POINTS_SOURCE},
    }
    if found.measure.number and found.total.whole.communes:
        context |= _answer(found, here, base)
    return render(request, "directory/coverage/coverage.html", context)


@require_safe
def coverage_file(request: HttpRequest, page: "CoveragePage") -> HttpResponseBase:
    """Send every commune of the territory asked, near or far, as open data."""
    if DirectoryPage.open_to_all() is None:
        raise Http404
    found = coverage(Question.read(request.GET), timezone.localdate())
    day = found.on.isoformat()
    headers = {
        "Content-Disposition": f'attachment; filename="{day}_couverture.csv"',
        "Link": f'<{LICENCE_URL}>; rel="license", <{page.get_full_url(request)}>; '
        'rel="describedby"',
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, no-cache",  # keep it, but ask each time whether it still holds
    }
    return send_file(request, file_of(b"".join(csv_lines(_lines(found)))), CSV, headers)


def heading_of(found: Coverage) -> str:
    """Say how many communes are far: « 23 communes à plus de 15 km »."""
    if not found.measure.number:
        return "Aucun lieu ne répond à cette demande"
    if not found.total.whole.communes:
        return "Ces deux territoires n’ont aucune commune en commun"
    number = found.total.far.communes
    said = counted(number, "commune") if number else "Aucune commune"
    return f"{said} à plus de {found.question.kilometres}\u00a0km d’un lieu"


def _answer(found: Coverage, here: str, base: str) -> dict[str, Any]:
    question, total, listed = found.question, found.total, found.listed
    rows = page_of(listed, question.page, len(listed), SIZE)
    return {
        "figures": _figures(found),
        "map": map_of(found),
        "total": total,
        "tables": [
            _table(found, here, name)
            for name in TERRITORIES
            if name not in question.values and "epci" not in question.values
        ],
        "rows": list(_rows(rows, found, base)),
        "listed": len(listed),
        "pagination": pagination_of(rows, here, question.pairs),
        "orders": [
            {
                "label": label,
                "url": address(here, _ordered(question, order)),
                "current": order == question.order,
            }
            for order, label in ORDERS.items()
        ],
    }


def _table(found: Coverage, here: str, name: str) -> dict[str, Any]:
    """Return the territories of one sort of which some communes are far, or may be."""
    territories = found.by(name)
    concerned = [each for each in territories if each.far.communes or each.unsure.communes]
    title = TERRITORIES[name]
    return {
        "key": name,
        "things": title,
        "title": f"Par {title.lower()}",
        "others": f"Les {len(concerned) - FIRST} autres",
        "lines": [
            {
                "territory": each,
                "url": address(here, found.question.replace(**{name: each.value}).pairs),
            }
            for each in concerned
        ],
        "spared": len(territories) - len(concerned),
    }


def _figures(found: Coverage) -> list[dict[str, str]]:
    far, whole, unsure = found.total.far, found.total.whole, found.total.unsure
    communes = "commune éloignée" if far.communes < 2 else "communes éloignées"
    people = "habitant" if far.population < 2 else "habitants"
    figures = [
        {"value": grouped(far.communes), "label": f"{communes} sur {grouped(whole.communes)}"},
        {
            "value": grouped(far.population),
            "label": f"{people} de ces communes, soit {percent(found.total.percent)}",
        },
    ]
    if unsure.communes:
        label = "commune" if unsure.communes == 1 else "communes"
        figures.append(
            {
                "value": grouped(unsure.communes),
                "label": f"{label} à confirmer, où vivent {counted(unsure.population, 'personne')}",
            }
        )
    return figures


def _rows(rows: Iterable[Reach], found: Coverage, base: str) -> Iterator[dict[str, Any]]:
    page = list(rows)
    names = named(page)
    for each in page:
        place = names.get(each.place)
        yield {
            "commune": each.commune,
            "departement": found.question.label_of("departement", each.commune.departement),
            "epci": found.question.label_of("epci", each.commune.epci),
            "kilometres": each.kilometres,
            "place": place and {"title": place.title, "url": f"{base}{place.slug}/"},
            "unsure": each.unsure if each.standing is Standing.UNSURE else None,
        }


def _tags(question: Question, here: str) -> list[dict[str, str]]:
    return [
        {
            "label": question.label_of(name, value),
            "url": address(here, without(question.pairs, (name, value))),
        }
        for name, value in question.values.items()
    ]


def _ordered(question: Question, order: str) -> list[tuple[str, str]]:
    kept = [pair for pair in question.pairs if pair[0] != "tri"]
    return kept if order == next(iter(ORDERS)) else [*kept, ("tri", order)]


def _lines(found: Coverage) -> Iterator[Iterable[Cell]]:
    question, day = found.question, found.on.isoformat()
    names: dict[int, PlaceName] = named(found.reaches)
    source = f"{settings.REGION.network}, annuaire ; {SOURCE} ; {POINTS_SOURCE}"
    yield COLUMNS
    for each in found.reaches:
        commune = each.commune
        place = names.get(each.place)
        yield (
            *(commune.insee_code, commune.name, commune.departement, commune.epci),
            question.label_of("epci", commune.epci),
            *(commune.population, each.standing.value, _tenths(each.kilometres)),
            place.title if place else None,
            _tenths(each.unsure),
            *(question.kilometres, day, source, LICENCE_NAME),
        )


def _tenths(kilometres: float) -> Decimal | None:
    return Decimal(f"{kilometres:.1f}") if math.isfinite(kilometres) else None
