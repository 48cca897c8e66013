"""The sections of the home page: how one is added, and how long they are kept."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page, Site

from normandie.frame.default_menus import create_default_menus
from normandie.home import content
from normandie.home.blocks import SECTION_NAMES
from normandie.home.models import Highlight, HomePage
from normandie.home.sections import SECTIONS, Front, Section
from tests.editorial.media import make_image
from tests.editorial.pages import StandardPageFactory
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    HomePageFactory,
    LabelGrantFactory,
    PlacePageFactory,
)
from tests.first_visit import first_queries
from tests.reading import parsed

pytestmark = pytest.mark.django_db

MOST = 15  # queries
SECTIONS_BLOCK = HomePage._meta.get_field("sections").stream_block


def shown(client: Client) -> str:
    return client.get("/").content.decode()


def next_workshops(front: Front) -> Section:
    message = f"Ateliers de {front.home.title}"
    return Section(
        "components/alert.html", "ateliers", {"kind": "info", "message": message} | NO_MORE
    )


def no_workshop(front: Front) -> None:
    return None


NO_MORE = {"title": "", "items": None, "live": False}


def test_a_section_is_added_by_one_line(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "SECTIONS", (next_workshops, *SECTIONS))
    html = shown(client)

    assert "Ateliers de Accueil" in html
    assert html.index("Ateliers de Accueil") < html.index("Deux sortes de lieux")


def arrange(*sections: tuple[str, dict[str, Any]]) -> None:
    """Have the home page show *sections*, each with what staff chose for it."""
    home = HomePage.objects.get()
    nothing = {"drawing": "", "image": {}, "credit": ""}
    chosen = [{"type": name, "value": nothing | value} for name, value in sections]
    home.sections = SECTIONS_BLOCK.to_python(chosen)
    home.save()


def test_staff_order_the_sections_and_leave_some_out(client: Client) -> None:
    assert list(SECTION_NAMES) == [make.__name__ for make in SECTIONS]
    CommuneFactory()
    PlacePageFactory()
    arrange(("figures", {}), ("needs", {}))

    sections = parsed(shown(client)).select(".home-section")

    assert [each["aria-labelledby"] for each in sections] == ["en-chiffres", "besoins"]
    assert not any(each.select(".home-section__picture") for each in sections)


def test_staff_illustrate_a_section_with_a_drawing_or_a_described_image(client: Client) -> None:
    PlacePageFactory()
    image = make_image()
    described = {"image": image.pk, "decorative": False, "alt_text": "Une salle claire"}
    arrange(
        ("needs", {"drawing": "help"}),
        ("kinds", {"image": described, "credit": "C. Martin"}),
        ("figures", {"image": described | {"decorative": True}, "credit": "C. Martin"}),
        ("around", {"drawing": "is-no-more"}),
    )

    needs, kinds, figures = parsed(shown(client)).select(".home-section")

    assert "/drawings/help." in needs.select_one(".home-section__picture use")["href"]
    assert kinds.select_one(".home-section__picture img")["alt"] == "Une salle claire"
    assert "C. Martin" in kinds.select_one("figcaption").text
    assert figures.select_one(".home-section__picture img")["alt"] == ""
    [around] = parsed(shown(client)).select(".home-around")
    assert not around.select(".home-section__picture")  # a drawing that is no more


def test_a_section_takes_a_drawing_or_a_credited_image(client: Client) -> None:
    block = SECTIONS_BLOCK.child_blocks["needs"]
    image = {"image": make_image().pk, "decorative": True, "alt_text": ""}

    def refused(**chosen: Any) -> set[str]:
        with pytest.raises(StructBlockValidationError) as refusal:
            block.clean(block.to_python({"drawing": "", "credit": "", "image": image} | chosen))
        return set(refusal.value.block_errors)

    assert refused() == {"credit"}
    assert refused(drawing="help", credit="C. Martin") == {"drawing"}


def test_a_section_with_nothing_to_show_leaves_no_trace(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(client)
    cache.clear()
    monkeypatch.setattr(content, "SECTIONS", (no_workshop, *SECTIONS))

    assert shown(client) == before


def test_a_change_of_the_directory_is_seen_at_once(client: Client) -> None:
    place = PlacePageFactory()
    assert "lieu dans l’annuaire" in shown(client)
    second = PlacePageFactory()
    assert "lieux dans l’annuaire" in shown(client)

    second.unpublish()
    assert "lieux dans l’annuaire" not in shown(client)
    place.delete()
    assert "dans l’annuaire" not in shown(client)


def test_what_the_team_publishes_is_seen_at_once(client: Client) -> None:
    home = HomePageFactory()
    shown(client)
    home.epn_text = "Un lieu avec des ordinateurs."
    home.save_revision()
    assert "Un lieu avec des ordinateurs." not in shown(client)

    home.latest_revision.publish()
    assert "Un lieu avec des ordinateurs." in shown(client)


def test_a_page_that_is_renamed_or_hidden_is_seen_at_once(client: Client) -> None:
    home = HomePageFactory()
    page = StandardPageFactory(title="Le coworking")
    home.highlights = [Highlight(target=page)]
    home.save()
    assert "Le coworking" in shown(client)

    page.title = "Travailler ailleurs"
    page.save_revision().publish()
    assert "Travailler ailleurs" in shown(client)

    page.unpublish()
    assert "Travailler ailleurs" not in shown(client)


def test_a_preview_is_neither_kept_nor_read_from_what_is_kept() -> None:
    visitor = Client(headers={"host": "localhost"})  # as previews are made
    home = HomePageFactory()
    shown(visitor)
    home.epn_text = "Texte à relire."
    preview = home.make_preview_request(None, "")
    assert "Texte à relire." in preview.content.decode()

    cache.clear()
    home.make_preview_request(None, "")
    assert "Texte à relire." not in shown(visitor)


def test_the_first_visit_costs_the_same_for_little_and_much_to_show(client: Client) -> None:
    home = HomePageFactory()
    AgendaPageFactory()
    pages = StandardPageFactory.create_batch(4)
    HomePage.objects.update(epn_page=pages[0], tiers_lieu_page=pages[1])
    home.refresh_from_db()
    home.highlights = [Highlight(target=pages[2])]
    home.save()
    create_default_menus(Site.objects.get())
    weekly = {"rule": "FREQ=WEEKLY;COUNT=7"}
    EventPageFactory(**weekly)
    few = first_queries(client, "/")
    home.highlights = [Highlight(target=page) for page in pages[1:]]
    home.save()
    for commune in (CommuneFactory(rouen=True), CommuneFactory(saint_lo=True)):
        for place in PlacePageFactory.create_batch(4, commune=commune):
            LabelGrantFactory(place=place)
        EventPageFactory(place=place, **weekly)

    assert first_queries(client, "/") == few <= MOST


def test_the_next_visits_read_no_place(client: Client) -> None:
    PlacePageFactory()
    shown(client)
    with CaptureQueriesContext(connection) as captured:
        shown(client)

    # The site, the page, what closes it, the next dates and the pages that it puts forward.
    assert len(captured) == 5
    assert not any('directory_placepage"."longitude' in each["sql"] for each in captured)


def test_the_page_stays_light_with_many_places(client: Client) -> None:
    home = Page.objects.get(pk=HomePageFactory().pk)
    PlacePageFactory.create_batch(3)
    few = len(client.get(home.url).content)
    PlacePageFactory.create_batch(10)

    assert len(client.get(home.url).content) - few < 200
