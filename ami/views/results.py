"""« /appels/<call>/resultats/ »: what became of a call in numbers, once its results are out."""

import csv
import io
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ami.public_results import COLUMNS, PublicResults, as_rows, results_of
from ami.territories import map_of
from ami.views.call import call_context
from core.pages.files import WrittenFile, file_of, json_file, send_file
from directory.views.exports import LICENCE_NAME, LICENCE_URL

if TYPE_CHECKING:
    from ami.models import CallPage

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
def results(request: HttpRequest, page: "CallPage") -> HttpResponse:
    """Show the results; 404 before their date, and where there is nothing to count."""
    found = _results(page)
    context = call_context(request, page) | {
        "results": found,
        "map": map_of([(each.label, each.structures) for each in found.territories], "structure"),
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
    }
    context["crumbs"] += [{"title": page.title, "url": context["call_url"]}]
    return render(request, "ami/results.html", context)


@require_safe
def results_file(request: HttpRequest, page: "CallPage", extension: str) -> HttpResponseBase:
    """Send the same numbers as open data, in a format of ``TYPES``."""
    rows = as_rows(_results(page))
    file = json_file(rows) if extension == "json" else _csv(rows)
    headers = {
        "Content-Disposition": f'attachment; filename="resultats-{page.slug}.{extension}"',
        "Link": f'<{LICENCE_URL}>; rel="license"',
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, no-cache",  # keep it, but ask each time whether it still holds
    }
    return send_file(request, file, TYPES[extension], headers)


def _results(page: "CallPage") -> PublicResults:
    found = results_of(page)
    if found is None:
        raise Http404
    return found


def _csv(rows: list[dict[str, str | int | None]]) -> WrittenFile:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return file_of(text.getvalue().encode())
