"""What search engines read of a partner (https://schema.org/Organization)."""

from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld
from normandie.partners.models import PartnerPage


def organization_data(partner: PartnerPage) -> SafeString:
    """Return the JSON-LD of a *partner* of today; nothing of history, nor of an example."""
    if partner.is_past() or partner.is_example:
        return SafeString()
    data = {
        "@type": "Organization",
        "name": partner.title,
        "description": partner.lead,
        "url": partner.website,
    }
    return json_ld({name: value for name, value in data.items() if value})
