"""The pages that a site cannot do without, in the place of Wagtail's « Welcome »."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Site

from directory.models import DirectoryPage
from events.models import AgendaPage
from normandie.accessibility.first_page import create_declaration
from normandie.editorial.first_content import create_first_content
from normandie.frame.default_menus import create_default_menus
from normandie.frame.site_map import create_site_map

from .first_calls import create_calls
from .first_links import link_first_pages
from .models import HomePage

HOME = {
    "title": "Accueil",
    "slug": "accueil",
    "headline": "Le numérique, près de chez vous, avec quelqu’un pour vous aider",
    "intro": "Des lieux de toute la région vous accompagnent dans vos démarches en ligne, vous "
    "prêtent un ordinateur ou vous louent un bureau.",
}
DIRECTORY = {
    "title": "Annuaire des lieux",
    "slug": "annuaire",
    "show_in_menus": True,
    "intro": f"Lieux d’aide numérique et tiers-lieux {settings.REGION.of}.",
}

AGENDA = {
    "title": "Agenda",
    "slug": "agenda",
    "show_in_menus": True,
    "intro": "Ateliers, initiations et rencontres\u00a0: ce que les lieux proposent, jour par "
    "jour.",
}


@transaction.atomic
def create_first_pages(base_url: str) -> DirectoryPage:
    """Create what is missing (home, directory, agenda, calls, texts), and serve it at *base_url*.

    Pages that exist are left as they are, so that it is safe to repeat.

    Raises:
        ContentError: a text of ``normandie.editorial.first_content`` is wrong.
    """
    home = HomePage.objects.first()
    if home is None:
        home = Page.get_first_root_node().add_child(instance=HomePage(**HOME))
    site = _serve(home, base_url)
    _remove_welcome_page()
    directory = DirectoryPage.objects.first()
    directory = directory or home.add_child(instance=DirectoryPage(**DIRECTORY))
    if not AgendaPage.objects.exists():
        home.add_child(instance=AgendaPage(**AGENDA))
    create_calls(home)
    create_declaration(home)
    create_site_map(home)
    create_first_content(home)  # its texts name the pages above
    link_first_pages(home)
    create_default_menus(site)  # the last: it names the pages that exist
    return directory


def _serve(home: HomePage, base_url: str) -> Site:
    address = urlsplit(base_url)
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.REGION.network,
            "root_page": home.page_ptr,
        },
    )
    return site


def _remove_welcome_page() -> None:
    """Delete what Wagtail's first migration put there: nobody can create a page of that type."""
    bare = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=bare):
        page.delete()
