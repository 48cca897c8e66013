"""« /aides/subventions/ »: what was granted, by year and scheme, and the same as open data."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.pagination import page_of, pagination_of
from core.pages.files import file_of, json_file, send_file
from directory.views.exports import LICENCE_NAME, LICENCE_URL
from normandie.funding.models import Subvention
from normandie.funding.scdl import as_records, write_csv
from normandie.funding.search import SubventionSearch

if TYPE_CHECKING:
    from normandie.funding.models import FundingIndexPage

PAGE_SIZE = 50
ROUTE = "subventions/"
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
SCHEMA_URL = "https://schema.data.gouv.fr/scdl/subventions/"


@require_safe
def subventions(request: HttpRequest, page: "FundingIndexPage") -> HttpResponse:
    """List what was granted, narrowed by year and by scheme."""
    search = SubventionSearch(request.GET)
    rows = search.rows()
    base = page.get_url(request) or ""
    total = rows.count()
    shown = page_of(rows.select_related("scheme"), search.page, total, PAGE_SIZE)
    context = {
        "page": page,
        "crumbs": [{"title": page.title, "url": base}],
        "here_url": f"{base}{ROUTE}",
        "search": search,
        "number": total,
        "total": rows.total(),
        "rows": [(row, _scheme_url(row, base)) for row in shown],
        "has_examples": any(row.is_example for row in shown),
        "files": [
            (extension.upper(), address(f"{base}subventions.{extension}", search.pairs))
            for extension in TYPES
        ],
        "pagination": pagination_of(shown, f"{base}{ROUTE}", search.pairs),
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "schema_url": SCHEMA_URL,
    }
    return render(request, "funding/subventions.html", context)


def _scheme_url(row: Subvention, base: str) -> str:
    """Return where the scheme of *row* is read; empty where it is not, or not yet."""
    return f"{base}{row.scheme.slug}/" if row.scheme and row.scheme.live else ""


@require_safe
def subventions_file(
    request: HttpRequest, page: "FundingIndexPage", extension: str
) -> HttpResponseBase:
    """Send the same rows in the national schema, in a format of ``TYPES``."""
    rows = SubventionSearch(request.GET).rows().without_examples()
    file = json_file(as_records(rows)) if extension == "json" else file_of(write_csv(rows))
    described = f"{page.get_full_url(request)}{ROUTE}"
    headers = {
        "Content-Disposition": f'attachment; filename="subventions.{extension}"',
        "Link": f'<{LICENCE_URL}>; rel="license", <{described}>; rel="describedby"',
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, no-cache",  # keep it, but ask each time whether it still holds
    }
    return send_file(request, file, TYPES[extension], headers)
