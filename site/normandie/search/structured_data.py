"""What search engines read of the site as a whole: JSON-LD with the words of https://schema.org."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld


def website_data(request: HttpRequest) -> SafeString:
    """Return the JSON-LD of the site and of its search, safe inside a script element."""
    home, results = request.build_absolute_uri("/"), request.build_absolute_uri(reverse("search"))
    return json_ld(
        {
            "@type": "WebSite",
            "@id": f"{home}#site",
            "url": home,
            "name": settings.REGION.network,
            "inLanguage": "fr",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{results}?q={{search_term}}"},
                "query-input": "required name=search_term",
            },
        }
    )
