"""« /reseau/partenaires/proposer-un-evenement/ »: a partner, or anyone, proposes an event."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from core.forms.sending import METHODS, Refused, take
from core.listing.addresses import address
from core.pages.crumbs import crumbs_of
from normandie.frame.models import FrameSettings
from normandie.partners.forms import ProposalForm
from normandie.partners.models import PartnerPage
from normandie.partners.services.proposals import receive_proposal

if TYPE_CHECKING:
    from normandie.partners.models import PartnerIndexPage

PROPOSE = "proposer-un-evenement/"
PARTNER = "partenaire"  # of the address: who proposes


def propose_url(partner: PartnerPage, request: HttpRequest) -> str:
    """Return where *partner* proposes an event: the form knows who it is."""
    base = partner.get_parent().get_url(request) or ""
    return address(f"{base}{PROPOSE}", [(PARTNER, partner.slug)])


@never_cache
@require_http_methods(METHODS)
def propose(request: HttpRequest, page: "PartnerIndexPage") -> HttpResponse:
    """Show the form, or take what was typed: 422 if it needs a correction, 429 past the limits."""
    partners = PartnerPage.objects.child_of(page).listed().current()
    if request.method != "POST":
        initial = {"partner": request.GET.get(PARTNER, "")}
        return _page(request, page, ProposalForm(initial=initial, partners=partners))
    form = ProposalForm(request.POST, partners=partners)
    try:
        take(request, form, receive_proposal)
    except Refused as refusal:
        return refusal.said_on(_page(request, page, form))
    return redirect(f"{page.get_url(request)}{PROPOSE}merci/")


@require_safe
def thanks(request: HttpRequest, page: "PartnerIndexPage") -> HttpResponse:
    """Thank the visitor, on a page that may be reloaded without sending twice."""
    return _page(request, page, None)


def _page(
    request: HttpRequest, page: "PartnerIndexPage", form: ProposalForm | None
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "frame": FrameSettings.of(Site.find_for_request(request)),
        "crumbs": crumbs_of(page, request, inclusive=True),
    }
    return render(request, "partners/proposal_form.html", context)
