"""« /aides/ » and « /aides/<scheme>/ »."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from core.listing.addresses import address
from normandie.funding.finder import Finder, Found, Verdict
from normandie.funding.models import FundingSchemePage
from normandie.funding.standing import standing_of
from normandie.funding.structured_data import service_data
from normandie.funding.views.subventions import ROUTE
from normandie.funding.wording import amount_of, applicants_of, facts_of, source_of

if TYPE_CHECKING:
    from normandie.funding.models import FundingIndexPage

GROUPS = {
    Verdict.FITS: "Ce qui correspond à vos réponses",
    Verdict.TO_ASK: "À vérifier auprès de la Région",
    Verdict.NO: "Ce qui ne correspond pas",
}


@require_safe
def index(request: HttpRequest, page: "FundingIndexPage") -> HttpResponseBase:
    """List the schemes of today, those that fit the three answers first, then those of before."""
    base = page.get_url(request) or ""
    schemes = FundingSchemePage.objects.child_of(page).listed().with_open_calls()
    finder = Finder(request.GET)
    found = finder.find(schemes.current())
    context = {
        "here_url": base,
        "subventions_url": f"{base}{ROUTE}",
        "ways_out": _ways_out(page.contact_url(request)),
        "finder": finder,
        "has_schemes": bool(found),
        "nothing_fits": bool(finder.answers) and all(each.verdict == Verdict.NO for each in found),
        "groups": _groups(found, base, is_asked=bool(finder.answers)),
        "archived": [_card(each, base) for each in schemes.archived()],
    }
    response: HttpResponseBase = page.render(request, context_overrides=context)
    return response


def _groups(found: list[Found], base: str, *, is_asked: bool) -> list[dict[str, Any]]:
    """Return the schemes under what may be said of them; all together where nothing is asked."""
    if not is_asked:
        cards = [_card(each.scheme, base) for each in found]
        return (
            [{"key": "toutes", "title": "Les aides d’aujourd’hui", "cards": cards}] if cards else []
        )
    groups = []
    for verdict, title in GROUPS.items():
        cards = [
            _card(each.scheme, base) | {"reasons": each.reasons}
            for each in found
            if each.verdict == verdict
        ]
        if cards:
            groups.append(
                {"key": verdict.name.lower().replace("_", "-"), "title": title, "cards": cards}
            )
    return groups


def _ways_out(contact_url: str) -> list[dict[str, str]]:
    """Return where to go when no scheme fits."""
    return [{"label": "Voir qui contacter", "url": contact_url}] if contact_url else []


def _card(scheme: FundingSchemePage, base: str) -> dict[str, Any]:
    return {
        "title": scheme.title,
        "url": f"{base}{scheme.slug}/",
        "text": scheme.lead,
        "standing": standing_of(scheme),
        "amount": amount_of(scheme),
        "reasons": (),
    }


@require_safe
def scheme(request: HttpRequest, page: FundingSchemePage) -> HttpResponseBase:
    """Say all that is known of a scheme, and what is not."""
    standing = standing_of(page)
    index = page.get_parent().specific
    url = page.get_full_url(request) or ""
    context = {
        "standing": standing,
        "facts": facts_of(page, standing.dates),
        "applicants": applicants_of(page),
        "documents": [each.document for each in page.documents.select_related("document")],
        "source": source_of(page),
        "contact_url": index.contact_url(request),
        "simulator_url": f"{page.get_url(request)}simulateur/",
        "subventions_url": _subventions_url(page, index, request),
        "service_data": service_data(page, url),
    }
    response: HttpResponseBase = page.render(request, context_overrides=context)
    return response


def _subventions_url(
    page: FundingSchemePage, index: "FundingIndexPage", request: HttpRequest
) -> str:
    """Return where what the scheme has paid is told: that alone, once something is published."""
    asked = [("aide", page.slug)] if page.pk and page.subventions.exists() else []
    return address(f"{index.get_url(request)}{ROUTE}", asked)
