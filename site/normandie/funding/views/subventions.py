"""« /aides/subventions/ »: what was granted, by year and scheme, and the same as open data."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import condition, require_safe

from core.listing.addresses import address
from core.listing.pagination import page_of, pagination_of
from core.pages.access import open_to_all
from directory.views.exports import LICENCE_NAME, LICENCE_URL
from normandie.funding.models import FundingIndexPage, Subvention
from normandie.funding.scdl import write_csv, write_json
from normandie.funding.search import SubventionSearch

PAGE_SIZE = 50
ROUTE = "subventions/"
EDITION = 1  # raise it when what the files hold changes: copies kept by readers then expire


class FileFormat(NamedTuple):
    content_type: str
    write: Callable[[Iterable[Subvention]], Iterator[bytes]]


FORMATS = {
    "csv": FileFormat("text/csv; charset=utf-8", write_csv),
    "json": FileFormat("application/json", write_json),
}
SCHEMA_URL = "https://schema.data.gouv.fr/scdl/subventions/"


@require_safe
def subventions(request: HttpRequest, page: FundingIndexPage) -> HttpResponse:
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
            for extension in FORMATS
        ],
        "pagination": pagination_of(shown, f"{base}{ROUTE}", search.pairs),
        "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        "schema_url": SCHEMA_URL,
        "published_on": rows.edition()["published_on"],
    }
    return render(request, "funding/subventions.html", context)


def _scheme_url(row: Subvention, base: str) -> str:
    """Return where the scheme of *row* is read; empty where it is not, or not yet."""
    return f"{base}{row.scheme.slug}/" if row.scheme and row.scheme.live else ""


@require_safe
def subventions_file(
    request: HttpRequest, page: FundingIndexPage, extension: str
) -> HttpResponseBase:
    """Send the same rows in the national schema, in a format of ``FORMATS``, or 304."""
    search = SubventionSearch(request.GET)
    rows = search.rows().without_examples()
    key = repr((EDITION, extension, search.pairs, rows.edition()))
    etag = f'W/"{hashlib.sha256(key.encode()).hexdigest()[:24]}"'

    @condition(etag_func=lambda request: etag)
    def send(request: HttpRequest) -> HttpResponseBase:
        chunks = FORMATS[extension].write(rows.iterator()) if request.method == "GET" else ()
        return StreamingHttpResponse(chunks, content_type=FORMATS[extension].content_type)

    response = send(request)
    described = f"{page.get_full_url(request)}{ROUTE}"
    headers = {
        "Content-Disposition": f'attachment; filename="subventions.{extension}"',
        "Link": f'<{LICENCE_URL}>; rel="license", <{described}>; rel="describedby"',
        "Access-Control-Allow-Origin": "*",
        "Cache-Control": "public, no-cache",  # keep it, but ask each time whether it still holds
    }
    for name, value in headers.items():
        response[name] = value
    return response


def open_data_section(request: HttpRequest) -> SafeString:
    """Write what the page of the open data says of these files; empty where they hold nothing."""
    edition = Subvention.objects.without_examples().edition()
    page = open_to_all(FundingIndexPage.objects.all()).first() if edition["number"] else None
    if page is None:
        return SafeString()
    base = page.get_url(request) or ""
    files = [(extension.upper(), f"{base}subventions.{extension}") for extension in FORMATS]
    context = {"files": files, "url": f"{base}{ROUTE}", "schema_url": SCHEMA_URL, **edition}
    return render_to_string("funding/open_data_section.html", context, request)
