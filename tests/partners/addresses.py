"""Who opens which address of the admin about partners."""

from typing import Any

from django.urls import reverse

from tests.admin_addresses import snippet
from tests.partners.factories import a_partner, a_proposal
from tests.roles import NOBODY, STAFF, WRITERS

WHO = {
    # Proposals come from visitors.
    f"wagtailsnippets_partners_eventproposal:{action}": who
    for action, who in (("*", STAFF), ("add", NOBODY), ("delete", NOBODY))
}


def things() -> dict[str, Any]:
    partner = a_partner("partenaire-des-roles")
    proposal = a_proposal(sending="envoi des rôles", partner=partner)
    return {
        "partner": partner.pk,
        "partners": partner.get_parent().pk,
        **snippet("partners_eventproposal", proposal.pk),
        "wagtailsnippets_partners_eventproposal.action": "accepter",
    }


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    new = ("partners", "partnerpage", things["partners"])
    return {
        reverse("wagtailadmin_pages:add", args=new): WRITERS,
        reverse("wagtailadmin_pages:edit", args=(things["partner"],)): WRITERS,
    }
