"""The menus of a new site: they name the pages that exist, until an editor takes them over."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from .models import FrameSettings


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by its address below the home page, a route of it if any, and how it is called."""

    path: str
    label: str = ""
    route: str = ""


MAIN_MENU = (
    Entry("annuaire/", "Trouver un lieu"),
    Entry("annuaire/", "Carte", route="carte/"),
    Entry("annuaire/", "J’ai besoin de…", route="orientation/"),
    Entry("agenda/", "Agenda"),
    Entry("coworking/", "Coworking"),
    Entry("reseau/", "Le réseau"),
)
FOOTER_COLUMNS = {
    "Le réseau": (
        Entry("reseau/", "Le réseau"),
        Entry("label/", "Le label"),
        Entry("creer-un-lieu/", "Créer un lieu"),
        Entry("aides/", "Les aides"),
        Entry("appels/"),
        Entry("elus/", "Pour les élus"),
    ),
    "Comprendre": (
        Entry("glossaire/", "Glossaire"),
        Entry("facile-a-lire/", "Facile à lire"),
        Entry("presse/", "Presse"),
        Entry("annuaire/", "Données ouvertes", route="donnees-ouvertes/"),
    ),
    "Nous joindre": (
        Entry("contact/", "Contact"),
        Entry("agenda/", "La lettre des rendez-vous", route="lettre/"),
        Entry("annuaire/", "J’ai besoin de…", route="orientation/"),
    ),
}
LEGAL_MENU = (
    Entry("mentions-legales/", "Mentions légales"),
    Entry("donnees-personnelles/", "Données personnelles"),
    Entry("eco-conception/", "Éco-conception"),
    Entry("plan-du-site/", "Plan du site"),
)


def create_default_menus(site: Site) -> None:
    """Name in the menus of *site* the pages expected there that exist.

    Menus that an editor changed are left alone: safe to repeat.
    """
    chosen, _ = FrameSettings.objects.get_or_create(site=site)
    if not chosen.menus_are_default:
        return
    pages = _pages_below(site.root_page)
    menus = {
        "main_menu": _links(MAIN_MENU, pages),
        "footer_columns": [
            _block("column", {"title": title, "links": links})
            for title, entries in FOOTER_COLUMNS.items()
            if (links := _links(entries, pages))
        ],
        "legal_menu": _links(LEGAL_MENU, pages),
    }
    for name, blocks in menus.items():
        setattr(chosen, name, blocks)
    chosen.save()


def _pages_below(home: Page) -> dict[str, Page]:
    """The pages just below *home* that the public reads, by address."""
    return {f"{page.slug}/": page for page in Page.objects.child_of(home).live().specific()}


def _links(entries: tuple[Entry, ...], pages: dict[str, Page]) -> list[dict[str, Any]]:
    return [
        _block(
            "link",
            {"page": pages[entry.path].pk, "ending": entry.route, "url": "", "label": entry.label},
        )
        for entry in entries
        if entry.path in pages and _has(pages[entry.path], entry.route)
    ]


def _has(page: Page, route: str) -> bool:
    if not route:
        return True
    if not isinstance(page, RoutablePageMixin):
        return False
    try:
        page.resolve_subpage(f"/{route}")
    except Http404:
        return False
    return True


def _block(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
