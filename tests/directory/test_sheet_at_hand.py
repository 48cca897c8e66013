"""What a visitor does with a sheet: see the place, call, go there, book, send it on."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client

from core.templatetags.breaks import breakable
from directory.models import Formula, PlacePage, Room
from directory.presenters import mail_url
from tests.directory.full_places import full_place, make_pictures
from tests.factories import PlacePageFactory
from tests.reading import links, parsed, texts, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def pictures(made_once: Callable) -> None:
    made_once(make_pictures)


def test_the_first_photo_stands_under_the_title_and_the_others_in_a_strip(client: Client) -> None:
    page = parsed(client.get(full_place(photos=3).url))

    shown = [
        [photo["alt"] for photo in page.select(f"{part} .sheet__photo img")]
        for part in (".sheet__head", ".sheet__strip")
    ]
    assert [len(alts) for alts in shown] == [1, 2]
    assert page.select_one(".sheet__head .sheet__photo img")["fetchpriority"] == "high"
    caption = page.select_one(".sheet__head figcaption")
    assert shown[0][0] in words(caption)
    assert "Photo :" in words(caption)


def test_photos_alone_make_no_presentation(client: Client) -> None:
    place = full_place(photos=1)
    PlacePage.objects.filter(pk=place.pk).update(body="[]")
    page = client.get(place.url)

    assert "Présentation" not in texts(page, "h2")
    assert parsed(page).select(".sheet__strip") == []


def test_what_one_does_comes_before_all_the_rest(client: Client) -> None:
    page = client.get(full_place(photos=0).url)

    assert list(links(page, ".sheet__at-hand").items()) == [
        ("Appeler", "tel:+33231946594"),
        ("Itinéraire", "#itineraire"),
        ("Rendez-vous", "https://rdv.example/le-phare"),
    ]
    assert links(page, ".contact-card p")["joindre ce lieu par un service relais"] == (
        "https://relais.example/le-phare"
    )
    assert parsed(page).select_one("#itineraire")
    assert parsed(page).select_one(".sheet__at-hand").find_previous("h1")


def test_the_way_is_told_by_each_means_of_travel(client: Client) -> None:
    place = PlacePageFactory(latitude=49.5, longitude=-0.25)
    found = links(client.get(place.url), "#itineraire")

    assert list(found) == [
        *("à pied", "à vélo", "en voiture"),
        f"en transports en commun ({settings.REGION.transport['name']})",
    ]
    to = "https://www.openstreetmap.org/directions?to=49.5%2C-0.25&engine="
    assert all(found[label].startswith(to) for label in ("à pied", "à vélo", "en voiture"))
    assert len(set(found.values())) == 4


def test_the_region_is_drawn_with_the_place_and_nothing_is_asked_of_others(client: Client) -> None:
    page = parsed(client.get(PlacePageFactory(slug="le-phare").url))

    drawing = page.select_one(".sheet__map")
    assert drawing["href"] == "/annuaire/carte/?lieu=le-phare"
    assert drawing.select(".sheet__map-land")
    width, height = map(float, drawing.svg["viewbox"].split()[2:])
    point = drawing.select_one(".sheet__map-place")
    assert 0 < float(point["cx"]) < width
    assert 0 < float(point["cy"]) < height
    assert not [image for image in page.select("main img") if "//" in image["src"]]


def test_without_a_point_there_is_no_map_and_no_way(client: Client) -> None:
    page = parsed(client.get(PlacePageFactory(latitude=None, longitude=None, phone="").url))

    assert page.select(".sheet__map, #itineraire, .sheet__at-hand") == []


def test_each_room_says_what_it_costs(client: Client) -> None:
    place = PlacePageFactory()
    Room.objects.create(
        place=place,
        name="Salle bleue",
        capacity=8,
        equipment="Écran",
        hour_price=25,
        half_day_price="62.50",
        day_price=0,
        price_note="Café",
    )
    Room.objects.create(place=place, name="Salle nue")
    Formula.objects.create(place=place, desk="nomade", period="jour", price=12)
    place.refresh_from_db()
    place.save()
    page = client.get(place.url)
    formulas, rooms = parsed(page).select(".price-table")

    assert [[words(cell) for cell in row(["th", "td"])] for row in rooms.tbody("tr")] == [
        [
            "Salle bleue 8 personnes Écran",
            "25 € l’heure 62,50 € la demi-journée gratuit à la journée Café",
        ],
        ["Salle nue", "non précisé"],
    ]
    assert [words(row.th) for row in formulas.tbody("tr")] == ["Poste nomade"]


def test_the_sheet_is_kept_or_sent_on_with_what_is_needed_to_go_there(client: Client) -> None:
    place = full_place(photos=0)
    page = parsed(client.get(place.url))

    told = page.select_one(".share [href^=mailto]")["href"]
    assert page.select_one("[data-share-url]")["data-share-url"].endswith("/annuaire/le-phare/")
    assert told == mail_url(place, page.select_one("[data-share-url]")["data-share-url"])
    for said in ("Le Phare", "3 quai de la Fonderie", "14000 Caen", "02 31 94 65 94", "/le-phare/"):
        assert said in unquote(told).replace("\u00a0", " "), said


def test_an_address_is_cut_where_it_reads_best_and_stays_escaped() -> None:
    assert breakable("espaces.num@gmail.com") == "espaces.<wbr>num@<wbr>gmail.<wbr>com"
    assert breakable("<b>.a@") == "&lt;b&gt;.<wbr>a@"
