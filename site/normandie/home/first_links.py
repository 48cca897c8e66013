"""What the home page of a new site leads to."""

from wagtail.models import Page

from normandie.editorial.first_content.addresses import find_page

from .models import Highlight, HomePage

EPN = "reseau/epn"
TIERS_LIEUX = "reseau/tiers-lieux"
HIGHLIGHTS = ("reseau", "coworking", "facile-a-lire")


def link_first_pages(home: HomePage) -> None:
    """Let *home* lead to the first pages, where it leads nowhere yet.

    A home page that someone has edited is left as it is, so that it is safe to repeat.
    """
    if home.latest_revision_id:
        return
    home.epn_page = home.epn_page or find_page(home, EPN)
    home.tiers_lieu_page = home.tiers_lieu_page or find_page(home, TIERS_LIEUX)
    if not home.highlights.exists():
        home.highlights = [
            Highlight(target=page, sort_order=rank) for rank, page in enumerate(_existing(home))
        ]
    home.save()


def _existing(home: HomePage) -> list[Page]:
    found = (find_page(home, path) for path in HIGHLIGHTS)
    return [page for page in found if page]
