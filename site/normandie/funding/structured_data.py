"""What search engines read of a scheme (https://schema.org/GovernmentService)."""

from django.conf import settings
from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld
from normandie.funding.models import FundingSchemePage


def service_data(scheme: FundingSchemePage, url: str) -> SafeString:
    """Return the JSON-LD of a *scheme* of today; nothing of one that is history."""
    if scheme.is_archived:
        return SafeString()
    region = settings.REGION
    return json_ld(
        {
            "@type": "GovernmentService",
            "name": scheme.title,
            "description": scheme.lead,
            "url": url,
            "serviceType": "Aide financière",
            "areaServed": {"@type": "AdministrativeArea", "name": region.name},
            "provider": {
                "@type": "GovernmentOrganization",
                "name": region.authority,
                "url": region.website,
            },
        }
    )
