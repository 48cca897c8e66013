"""The site of the demo, and addresses there of what the network shows of itself."""

from collections.abc import Iterator
from itertools import count, cycle, product

from django.urls import reverse
from wagtail.models import Page

from directory.coverage.question import DAYS
from directory.models import (
    Commune,
    CoveragePage,
    LabelGrant,
    PoleIndexPage,
    PolePage,
    RegisterPage,
    RequirementsPage,
)
from directory.services.territory import load_territory
from directory.services.vocabularies import load_vocabularies
from normandie.demo.management.commands.demo import Command as Demo
from normandie.equipment.models import EquipmentPage, ExperimentPage, ExperimentsPage
from normandie.funding.models import FundingIndexPage, FundingSchemePage
from normandie.home.models import HomePage
from normandie.panorama.models import PanoramaPage
from normandie.partners.models import PartnerIndexPage, PartnerPage
from normandie.selfcheck.models import SelfCheckPage
from tools.models import TrivialPage

PAGES: dict[str, type[Page]] = {
    "cahier des charges": RequirementsPage,
    "registre": RegisterPage,
    "autodiagnostic": SelfCheckPage,
    "aides": FundingIndexPage,
    "une aide": FundingSchemePage,
    "pôles": PoleIndexPage,
    "un pôle": PolePage,
    "matériel": EquipmentPage,
    "expériences": ExperimentsPage,
    "une expérience": ExperimentPage,
    "couverture": CoveragePage,
    "panorama": PanoramaPage,
    "partenaires": PartnerIndexPage,
    "un partenaire": PartnerPage,
}
visits = count()


def make_network() -> None:
    """Make the site of the demo, and beside it a page that has only a title, at « /page/ »."""
    load_territory()
    load_vocabularies()
    Demo().build(8000, only_real=False)
    HomePage.objects.get().add_child(instance=TrivialPage(title="Page", slug="page"))


def network_pages() -> dict[str, Iterator[str]]:
    """Return, by name, addresses that are each asked once: those of pages, then some searches."""
    grants = [reverse("verify_grant", args=[grant.reference]) for grant in LabelGrant.objects.all()]
    communes = Commune.objects.order_by("pk").values_list("pk", flat=True)
    return {name: _of_pages(model) for name, model in PAGES.items()} | {
        "vérifier un label": _new(grants),
        "mon pôle": (f"{_url_of(PoleIndexPage)}?commune={each}" for each in communes),
        "couverture, filtrée": (
            f"{_url_of(CoveragePage)}?distance={distance}&jour={day}"
            for distance, day in product(range(5, 31), DAYS)
        ),
    }


def _of_pages(model: type[Page]) -> Iterator[str]:
    return _new([page.url for page in model.objects.live()])


def _url_of(model: type[Page]) -> str:
    return str(model.objects.get().url)


def _new(addresses: list[str]) -> Iterator[str]:
    return (f"{address}?visite={number}" for address, number in zip(cycle(addresses), visits))
