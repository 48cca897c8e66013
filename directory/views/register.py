"""« /label/registre/ »: who holds which label; the same as files, and place by place."""

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from core.listing.pagination import page_of, pagination_of
from core.listing.titles import title_of
from core.pages.crumbs import crumbs_of
from core.pages.spreadsheets import CSV, csv_lines
from core.text.formats import counted, long_date
from directory.models import DirectoryPage, LabelGrant
from directory.models.label import Standing
from directory.search.register import RegisterSearch

from .exports import LICENCE_NAME, LICENCE_URL

if TYPE_CHECKING:
    from directory.models import RegisterPage

PER_PAGE = 20
JSON = "application/json"
# How a standing is marked: « components/badge.html ».
BADGES = {
    Standing.VALID: "label",
    Standing.EXPIRING: "label",
    Standing.UPCOMING: "unknown",
    Standing.SUSPENDED: "postponed",
}


@require_safe
def register(request: HttpRequest, page: "RegisterPage") -> HttpResponse:
    """Show the attributions that fit, a page of them, and how to take them away."""
    base, directory = page.get_url(request) or "", DirectoryPage.open_to_all()
    search = RegisterSearch.read(request.GET)
    found = search.grants(directory)
    number = found.count()
    shown = page_of(found, search.page, number, PER_PAGE)
    heading = counted(number, "attribution") if number else "Aucune attribution"
    return render(
        request,
        "directory/register.html",
        {
            "page": page,
            "crumbs": crumbs_of(page, request),
            "base_url": base,
            "heading": heading,
            "title": title_of(search, heading, said=()),
            "rows": rows_of(shown, directory, request),
            "pagination": pagination_of(shown, base, search.pairs),
            "typed": search.values.get("q") or "",
            "selects": _selects(search),
            "tags": search.tags(base),
            "notices": search.notices,
            "files": [
                {"name": name, "url": address(f"{base}attributions.{ending}", search.pairs)}
                for name, ending in (("CSV", "csv"), ("JSON", "json"))
            ],
            "today": long_date(timezone.localdate()),
            "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
            "is_bare": not request.GET,
        },
    )


def rows_of(
    grants: Iterable[LabelGrant], directory: DirectoryPage | None, request: HttpRequest
) -> list[dict[str, Any]]:
    """Return *grants* as the register shows them: never why one was suspended or withdrawn."""
    base = directory.get_url(request) if directory else ""
    return [
        {
            "grant": grant,
            "standing": {
                "label": grant.standing().label,
                "kind": BADGES.get(grant.standing(), "closed"),
            },
            "place_url": f"{base}{grant.place.slug}/",
            "verify_url": reverse("verify_grant", args=(grant.reference,)),
        }
        for grant in grants
    ]


def _selects(search: RegisterSearch) -> list[dict[str, Any]]:
    """Return the closed lists, each with its choices and the one that is chosen."""
    return [
        {
            "param": each.name,
            "title": each.title,
            "choices": [
                {
                    "value": value,
                    "label": label,
                    "selected": value in search.chosen.get(each.name, ()),
                }
                for value, label in search.known.get(each.name, {}).items()
            ],
        }
        for each in search.closed_lists()
    ]


def _said(day: Any) -> str:
    return day.isoformat() if day else ""


# By column of the files: what it holds of an attribution. Dates are those of ISO 8601.
COLUMNS: dict[str, Callable[[LabelGrant], str]] = {
    "numero": lambda grant: grant.number,
    "label": lambda grant: grant.label.name,
    "lieu": lambda grant: grant.place.title,
    "commune": lambda grant: grant.place.commune.name,
    "code_insee": lambda grant: grant.place.commune_id,
    "departement": lambda grant: grant.place.commune.departement_id,
    "accorde_le": lambda grant: _said(grant.granted_on),
    "valable_jusqu_au": lambda grant: _said(grant.expires_on),
    "situation": lambda grant: grant.standing().label,
    "decision": lambda grant: grant.decision,
    "date_decision": lambda grant: _said(grant.decided_on),
    "cahier_des_charges": lambda grant: (
        f"version {grant.requirements.number}" if grant.requirements else ""
    ),
    "exemple": lambda grant: "oui" if grant.place.is_example or grant.label.is_example else "non",
}


@require_safe
def register_file(request: HttpRequest, page: "RegisterPage", extension: str) -> HttpResponseBase:
    """Send the attributions that fit as CSV or JSON; none where the address is misread."""
    search = RegisterSearch.read(request.GET)
    grants = search.grants(DirectoryPage.open_to_all())
    if search.ignored:
        grants = grants.none()
    source = page.get_full_url(request) or ""
    today = timezone.localdate().isoformat()
    lines = ([read(grant) for read in COLUMNS.values()] for grant in grants)
    response: HttpResponseBase
    if extension == "csv":
        response = StreamingHttpResponse(csv_lines([COLUMNS, *lines]), content_type=CSV)
    else:
        content = {
            "titre": f"Registre des labels, {settings.REGION.network}",
            "source": source,
            "date": today,
            "licence": LICENCE_URL,
            "attributions": [dict(zip(COLUMNS, line, strict=True)) for line in lines],
        }
        response = HttpResponse(json.dumps(content, ensure_ascii=False), content_type=JSON)
    name = f"{today}_registre-des-labels_{slugify(settings.REGION.name)}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = f'<{LICENCE_URL}>; rel="license", <{source}>; rel="describedby"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, no-cache"  # what it holds depends on the day
    return response


@require_safe
def register_of_place(request: HttpRequest, page: "RegisterPage", place: str) -> HttpResponse:
    """Show all the attributions of one published place, the last one first."""
    directory = DirectoryPage.open_to_all()
    grants = list(RegisterSearch().grants(directory).of_place(place))
    if not grants:
        raise Http404
    return render(
        request,
        "directory/register_place.html",
        {
            "page": page,
            "crumbs": crumbs_of(page, request, inclusive=True),
            "place": grants[0].place,
            "rows": rows_of(grants, directory, request),
        },
    )
