"""The sheet of a place on paper: one A4 page, with the phone and the hours, without the site."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.directory.full_places import full_place
from tests.factories import PlacePageFactory


def test_a_sheet_that_lacks_nothing_fits_one_page(open_page: Callable[..., Page]) -> None:
    place = full_place(photos=2, formulas=4, rooms=2)
    PlacePageFactory(latitude=49.19)
    page = open_page(place.url)
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(prefer_css_page_size=True))
    assert len(pages) == 1


def test_paper_shows_what_helps_and_leaves_the_rest(open_page: Callable[..., Page]) -> None:
    place = full_place(photos=1)
    PlacePageFactory(title="Le voisin", latitude=49.19)
    page = open_page(place.url)
    page.emulate_media(media="print")
    for shown in ("02 31 94 65 94", "Horaires des sept prochains jours", place.url):
        assert page.get_by_text(shown).first.is_visible(), shown
    for hidden in ("Données ouvertes", "Le voisin", "Signaler une erreur", "jusqu’à", "ouvre"):
        assert not any(item.is_visible() for item in page.get_by_text(hidden).all()), hidden
