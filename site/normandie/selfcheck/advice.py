"""What helps with what is missing: what pays for it, and whom to call."""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page, Site

from core.pages.access import open_to_all
from directory.models import PoleIndexPage
from directory.models.requirements import Family
from directory.search.poles import published_poles
from normandie.funding.choices import Purpose
from normandie.funding.models import FundingSchemePage

SCHEMES, CONTACT = "aides", "contact"  # slugs of the pages of the site, below its home page


class Scheme(NamedTuple):
    """Something that pays for what a criterion asks."""

    title: str
    url: str


# The Région says that its help with equipment serves what the label asks (presentation of the
# network, « matériels numériques »). Of the other families it says nothing: the page leads to all
# the schemes.
PAYING_FOR = {Family.MATERIAL: Purpose.EQUIPMENT}


def schemes_by_family(request: HttpRequest) -> dict[str, list[Scheme]]:
    """Return what pays for what the criteria of each family ask, by one query."""
    schemes = list(FundingSchemePage.objects.listed().current())
    return {
        family: [
            Scheme(each.title, each.get_url(request) or "")
            for each in schemes
            if purpose in each.purposes
        ]
        for family, purpose in PAYING_FOR.items()
    }


def pole_finder_url(request: HttpRequest) -> str:
    """Return where one finds the pôle of a commune; empty where no pôle is published."""
    page = open_to_all(PoleIndexPage.objects.all()).first() if published_poles().exists() else None
    return (page.get_url(request) or "") if page else ""


def addresses_of(request: HttpRequest, *slugs: str) -> dict[str, str]:
    """Return the addresses of the pages named *slugs* below the home page, where anyone reads them.

    One query, beside that of the site.
    """
    site = Site.find_for_request(request)
    if site is None:
        return {}
    pages = open_to_all(Page.objects.child_of(site.root_page).filter(slug__in=slugs))
    return {page.slug: page.get_url(request) or "" for page in pages}
