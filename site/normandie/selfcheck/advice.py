"""What helps with what is missing: what pays for it, and whom to call."""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page, Site

from core.pages.access import open_to_all
from directory.models import LabelCriterion

SCHEMES, CONTACT = "aides", "contact"  # slugs of the pages of the site, below its home page


class Scheme(NamedTuple):
    """Something that pays for what a criterion asks."""

    title: str
    url: str


def schemes_for(criterion: LabelCriterion) -> list[Scheme]:
    """Return what pays for what *criterion* asks.

    Nothing says so yet, whatever the criterion: the page leads to all the schemes instead.
    """
    return []


def addresses_of(request: HttpRequest, *slugs: str) -> dict[str, str]:
    """Return the addresses of the pages named *slugs* below the home page, where anyone reads them.

    One query, beside that of the site.
    """
    site = Site.find_for_request(request)
    if site is None:
        return {}
    pages = open_to_all(Page.objects.child_of(site.root_page).filter(slug__in=slugs))
    return {page.slug: page.get_url(request) or "" for page in pages}
