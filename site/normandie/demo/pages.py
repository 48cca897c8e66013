"""The pages that hold the demo: home and directory, in the place of Wagtail's « Welcome »."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from directory.models import DirectoryPage
from normandie.home.models import HomePage

HOME = {
    "title": "Accueil",
    "slug": "accueil",
    "headline": "Le numérique, près de chez vous, avec quelqu’un pour vous aider",
    "intro": "Des lieux de toute la Normandie vous accompagnent dans vos démarches en ligne, vous "
    "prêtent un ordinateur ou vous louent un bureau.",
}
DIRECTORY = {
    "title": "Annuaire des lieux",
    "slug": "annuaire",
    "show_in_menus": True,
    "intro": "Lieux d’aide numérique et tiers-lieux de Normandie, d’après des données publiques.",
}


def build_pages(port: int) -> DirectoryPage:
    """Create the home and directory pages if they are missing, and serve them on *port*.

    Pages that exist are left as they are: whoever tries the admin keeps their changes.
    """
    home = HomePage.objects.first()
    if home is None:
        home = Page.get_first_root_node().add_child(instance=HomePage(**HOME))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "127.0.0.1",
            "port": port,
            "site_name": settings.REGION.network,
            "root_page": home.page_ptr,
        },
    )
    _remove_welcome_page()
    directory = DirectoryPage.objects.first()
    return directory or home.add_child(instance=DirectoryPage(**DIRECTORY))


def _remove_welcome_page() -> None:
    """Delete what Wagtail's first migration put there: nobody can create a page of that type."""
    bare = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=bare):
        page.delete()
