"""Pages that leave the public: in which ways, and the addresses that would still name them."""

from wagtail.models import Page, PageViewRestriction


def close(page: Page) -> None:
    """Let in who has an account alone."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def protect(page: Page) -> None:
    """Let in who knows the password alone."""
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")


def unpublish(page: Page) -> None:
    page.specific.unpublish()


WAYS = [close, protect, unpublish]

OF_THE_DIRECTORY = (
    "/annuaire/",
    "/annuaire/lieux.csv",
    "/annuaire/lieux.json",
    "/annuaire/lieux.geojson",
    "/annuaire/carte/",
    "/annuaire/carte/lieux.json",
    "/annuaire/carte/integree/",
)
# Below /agenda/.
OF_THE_AGENDA = (
    *("", "archives/", "integree/"),
    *("agenda.ics", "rss.xml", "atom.xml", "evenements.json"),
)


def around(*typed: str) -> tuple[str, ...]:
    """Return addresses that name pages of the whole site, with those where *typed* finds them."""
    return (
        *("/", "/plan-du-site/", "/sitemap.xml", "/appels/"),
        *(f"/recherche/?q={words}" for words in typed),
        *(f"/recherche/suggestions.json?q={words}" for words in typed),
    )
