"""What helps with what is missing: what pays for it, and whom to call."""

from typing import NamedTuple

from django.http import HttpRequest

from core.pages.access import open_to_all
from directory.finder import suggestions_url
from directory.models import DirectoryPage, PoleIndexPage
from directory.models.requirements import Family
from directory.search.poles import published_poles
from normandie.funding.choices import Purpose
from normandie.funding.models import FundingIndexPage, FundingSchemePage


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


def schemes_url(request: HttpRequest) -> str:
    """Return where all the schemes are, where anyone may read it; empty elsewhere."""
    page = open_to_all(FundingIndexPage.objects.all()).first()
    return (page.get_url(request) or "") if page else ""


def communes_url(request: HttpRequest) -> str:
    """Return where communes are suggested while one types; empty where there is no directory."""
    directory = DirectoryPage.open_to_all()
    return suggestions_url(directory.get_url(request) or "") if directory else ""
