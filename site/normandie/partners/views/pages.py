"""« /reseau/partenaires/ » and « /reseau/partenaires/<partner>/ »."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from core.pictures.renditions import Cut, read_renditions
from core.pictures.responsive import single
from normandie.partners.reading import (
    actions_of,
    coming_events,
    partners_below,
    period_of,
    source_of,
)
from normandie.partners.structured_data import organization_data
from normandie.partners.views.proposing import PROPOSE, propose_url

if TYPE_CHECKING:
    from normandie.partners.models import PartnerIndexPage, PartnerPage


@require_safe
def index(request: HttpRequest, page: "PartnerIndexPage") -> HttpResponseBase:
    """Say who does what, then list the partners of today and those of before."""
    base = page.get_url(request) or ""
    context = {"partners": partners_below(page, base), "propose_url": f"{base}{PROPOSE}"}
    response: HttpResponseBase = page.render(request, context_overrides=context)
    return response


@require_safe
def partner(request: HttpRequest, page: "PartnerPage") -> HttpResponseBase:
    """Say all that is known of a partner, since when, and how that is known."""
    is_past = page.is_past()
    read_renditions([page.logo] if page.logo else [])
    context = {
        "is_past": is_past,
        "period": period_of(page),
        "logo": single(page.logo, Cut.LOGO),
        "contacts": list(page.contacts.all()),
        "actions": actions_of(page, request),
        "dates": coming_events(page, request) if page.pk else [],
        "propose_url": "" if is_past else propose_url(page, request),
        "source": source_of(page),
        "organization_data": organization_data(page),
    }
    response: HttpResponseBase = page.render(request, context_overrides=context)
    return response
