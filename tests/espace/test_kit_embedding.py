"""What a place shows in a frame of its own site."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from bs4 import Tag
from django.http import HttpResponse
from django.test import Client

from directory.models import PlacePage
from tests.clock import in_december_2026
from tests.espace.managing import manager_of
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    PlacePageFactory,
)
from tests.reading import cards, main_text, parsed, texts

pytestmark = [pytest.mark.django_db, in_december_2026]

CHOICES = ("ateliers", "fiche", "agenda", "carte")


def make_places() -> PlacePage:
    AgendaPageFactory()
    place = PlacePageFactory(title="Le Phare", slug="le-phare", hours="Mo-Fr 09:00-12:00")
    beside = PlacePageFactory(title="Le Port", latitude=None, longitude=None)
    near = CommuneFactory(
        insee_code="14341", name="Ifs", postcodes="14123", latitude=49.14, longitude=-0.36
    )
    outside = PlacePageFactory(title="La Digue", commune=near, latitude=49.18, longitude=-0.36)
    for each in (place, beside, outside):
        EventPageFactory(place=each, title=f"Atelier de {each.title}")
    return place


@pytest.fixture(scope="module")
def place(made_once: Callable) -> PlacePage:
    return made_once(make_places)


@pytest.fixture
def manager(place: PlacePage) -> Client:
    return manager_of(place)


def maker(client: Client, place: PlacePage, **asked: str) -> HttpResponse:
    return client.get(f"/espace/lieux/{place.pk}/communication/integrer/", asked)


def frame_of(page: HttpResponse) -> Tag:
    """Return the frame that the lines to copy hold; they hold nothing else."""
    [frame] = parsed(parsed(page).textarea.get_text()).find_all()
    assert frame.name == "iframe"
    return frame


def shown(frame: Tag) -> HttpResponse:
    """Open what *frame* shows as its visitors do, who have no account."""
    url = urlsplit(frame["src"])
    return Client().get(f"{url.path}?{url.query}")


@pytest.mark.parametrize("choice", CHOICES)
def test_each_frame_shows_a_page_that_any_site_may_frame(
    place: PlacePage, manager: Client, choice: str
) -> None:
    page = maker(manager, place, montrer=choice, hauteur="720")

    frame = frame_of(page)
    assert frame["src"].startswith("http://testserver/")
    assert frame["style"] == "width:100%;height:720px;border:0"
    assert parsed(page).select_one("[data-embedding-frame]")["title"] == frame["title"]
    response = shown(frame)
    assert response.status_code == 200
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_the_frames_of_the_place_show_it_alone(place: PlacePage, manager: Client) -> None:
    dates = shown(frame_of(maker(manager, place, montrer="ateliers")))
    sheet = shown(frame_of(maker(manager, place, montrer="fiche")))

    assert texts(dates, ".event-date-list a") == ["Atelier de Le Phare"]
    assert texts(sheet, "h1") == ["Le Phare"]
    assert texts(sheet, ".hours__table tbody th")
    assert texts(sheet, ".event-date-list a") == ["Atelier de Le Phare"]
    assert parsed(sheet).select_one("footer a")["href"] == "/annuaire/le-phare/"


def test_the_frames_of_the_commune_show_nothing_around_it(
    place: PlacePage, manager: Client
) -> None:
    agenda = frame_of(maker(manager, place, montrer="agenda"))
    places = frame_of(maker(manager, place, montrer="carte"))

    assert sorted(texts(shown(agenda), ".event-date-list a")) == [
        "Atelier de Le Phare",
        "Atelier de Le Port",
    ]
    assert [card.title for card in cards(shown(places), "body")] == ["Le Phare", "Le Port"]
    assert (agenda["title"], places["title"]) == (
        "Prochains ateliers à Caen",
        "Carte des lieux numériques à Caen",
    )


def test_the_look_is_light_unless_it_is_to_follow_the_device(
    place: PlacePage, manager: Client
) -> None:
    light, device = (
        parsed(shown(frame_of(maker(manager, place, montrer="fiche", **asked)))).html
        for asked in ({}, {"apparence": "appareil"})
    )

    assert (light.get("data-scheme"), device.get("data-scheme")) == ("light", None)
    schemes = [page.select_one("meta[name=color-scheme]")["content"] for page in (light, device)]
    assert schemes == ["light", "light dark"]


HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize("param", ["montrer", "apparence", "hauteur"])
def test_what_is_not_offered_is_told_and_never_reaches_the_lines(
    place: PlacePage, manager: Client, param: str
) -> None:
    page = maker(manager, place, **{param: HOSTILE})

    assert "alert" not in str(frame_of(page))
    assert "<script>alert" not in page.content.decode()
    if param != "apparence":
        assert "n’a pas été comprise" in main_text(page)


def test_a_place_that_is_not_published_may_show_its_commune(
    place: PlacePage, manager: Client
) -> None:
    PlacePage.objects.get(pk=place.pk).unpublish()

    page = maker(manager, place)

    values = [box["value"] for box in parsed(page).select("[name=montrer]")]
    assert values == ["agenda", "carte"]


def test_the_lines_follow_a_place_that_changes_its_address(
    place: PlacePage, manager: Client
) -> None:
    frame = frame_of(maker(manager, place, montrer="ateliers"))
    moved = PlacePage.objects.get(pk=place.pk)
    moved.slug = "le-phare-du-port"
    moved.save()

    assert texts(shown(frame), ".event-date-list a") == ["Atelier de Le Phare"]
