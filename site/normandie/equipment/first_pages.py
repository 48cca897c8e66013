"""The public pages of the pooled equipment, on a new site."""

from typing import Any

from wagtail.models import Page

from .models import EquipmentPage, ExperimentsPage

# What the site does, and nothing about what a Région lends.
EQUIPMENT: dict[str, Any] = {
    "title": "Le matériel mutualisé",
    "slug": "materiel",
    "lead": "Du matériel numérique innovant que les lieux du réseau se partagent, pour faire "
    "découvrir de nouveaux usages près de chez vous.",
    "search_description": "Le matériel numérique innovant que les lieux du réseau se partagent.",
    "explanation": "<p>Ce matériel passe de lieu en lieu\u00a0: vous le découvrez dans leurs "
    "ateliers. Il ne se réserve pas ici\u00a0: les personnes qui gèrent un lieu le demandent dans "
    "leur espace.</p>",
}


def create_equipment(parent: Page) -> EquipmentPage:
    """Create the page of the equipment under *parent* if there is none; safe to repeat."""
    page = EquipmentPage.objects.first()
    return page or parent.add_child(instance=EquipmentPage(**EQUIPMENT))


EXPERIMENTS: dict[str, Any] = {
    "title": "Les expérimentations",
    "slug": "experimentations",
    "lead": "De nouveaux usages du numérique, essayés dans les lieux du réseau\u00a0: la question "
    "posée, ce qui en est sorti, et de quoi le refaire.",
    "search_description": "Les nouveaux usages du numérique que les lieux du réseau essaient.",
}


def create_experiments(parent: Page) -> ExperimentsPage:
    """Create the page of the experiments under *parent* if there is none; safe to repeat."""
    page = ExperimentsPage.objects.first()
    return page or parent.add_child(instance=ExperimentsPage(**EXPERIMENTS))
