"""« /annuaire/lieux.csv », « .json », « .geojson »: the places that fit, as open data."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.utils.text import slugify
from django.views.decorators.http import condition, require_safe

from directory.querysets import PlaceQuerySet
from directory.search.edition import Edition
from directory.search.places import PlaceSearch
from directory.services.exports import iter_records
from directory.services.geojson import write_geojson
from directory.standard.writer import write_csv, write_json

if TYPE_CHECKING:
    from directory.models import DirectoryPage

LICENCE_NAME = "Licence Ouverte 2.0 (Etalab)"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


class FileFormat(NamedTuple):
    """A format of the exports, as people read of it and as browsers are told.

    ``plain_name`` is for who knows none of these initials.
    """

    name: str
    plain_name: str
    text: str
    content_type: str


# By extension.
FORMATS = {
    "csv": FileFormat(
        "CSV",
        "tableau (CSV)",
        "Un tableau\u00a0: une ligne par lieu. S’ouvre dans un tableur.",
        "text/csv; charset=utf-8",
    ),
    "json": FileFormat(
        "JSON",
        "données pour les programmes (JSON)",
        "Les mêmes colonnes, pour les programmes. Ce qui est inconnu est omis.",
        "application/json",
    ),
    "geojson": FileFormat(
        "GeoJSON",
        "points sur une carte (GeoJSON)",
        "Des points sur une carte, avec l’essentiel de chaque lieu.",
        "application/geo+json",
    ),
}


@require_safe
def export(request: HttpRequest, directory: "DirectoryPage", extension: str) -> HttpResponseBase:
    """Send the places in a format of ``FORMATS``, or 304 to who has them already."""
    search = PlaceSearch.read(request.GET)
    edition = Edition()
    etag = edition.etag(extension, search)

    @condition(etag_func=lambda request: etag)
    def send(request: HttpRequest) -> HttpResponseBase:
        chunks: Iterator[bytes] = iter(())
        if request.method == "GET":
            base_url = directory.get_full_url(request) or ""
            chunks = write(extension, search.places(), base_url, edition)
        return StreamingHttpResponse(chunks, content_type=FORMATS[extension].content_type)

    response = send(request)
    for name, value in _headers(request, directory, extension, edition).items():
        response[name] = value
    return response


def write(
    extension: str, places: PlaceQuerySet, base_url: str, edition: Edition
) -> Iterator[bytes]:
    """Yield the file that holds *places*."""
    if extension == "csv":
        return write_csv(iter_records(places))
    if extension == "json":
        return write_json(iter_records(places))
    members: dict[str, Any] = {
        "name": f"Lieux de médiation numérique, {settings.REGION.name}",
        "license": LICENCE_URL,
        "attribution": settings.REGION.network,
        "date": edition.today.isoformat(),
    }
    return write_geojson(places, base_url, members)


def _headers(
    request: HttpRequest, directory: "DirectoryPage", extension: str, edition: Edition
) -> dict[str, str]:
    page = f"{directory.get_full_url(request)}donnees-ouvertes/"
    day, region = edition.today.isoformat(), slugify(settings.REGION.name)
    headers = {
        "Content-Disposition": "attachment; "
        f'filename="{day}_lieux-de-mediation-numerique_{region}.{extension}"',
        "Link": f'<{LICENCE_URL}>; rel="license", <{page}>; rel="describedby"',
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link",
        "Cache-Control": "public, no-cache",  # keep it, but ask each time whether it still holds
    }
    if edition.date:
        headers["Last-Modified"] = http_date(edition.date.timestamp())
    return headers
