"""What search engines read of an editorial page: where it stands (https://schema.org)."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.safestring import SafeString

from core.pages.structured_data import json_ld
from normandie.editorial.linked import PageCard


def breadcrumb_data(
    crumbs: Sequence[PageCard], title: str, url: str, request: HttpRequest
) -> SafeString:
    """Return the JSON-LD of the way from the home page to the page *title* at *url*.

    Safe inside a script element.
    """
    way = [("Accueil", request.build_absolute_uri("/"))]
    way += [(crumb.title, request.build_absolute_uri(crumb.url)) for crumb in crumbs]
    data = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate([*way, (title, url)], start=1)
        ],
    }
    return json_ld(data)
