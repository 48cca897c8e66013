"""Menus that editors compose follow their pages, and mark where the visitor is."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Site

from normandie.frame.content import Frame, Link
from normandie.frame.default_menus import create_default_menus
from normandie.frame.models import FrameSettings
from tests.events.registrations import event_with_seats, form_url
from tests.factories import (
    AgendaPageFactory,
    DirectoryPageFactory,
    HomePageFactory,
    PlacePageFactory,
)
from tests.frame.conftest import column, link

pytestmark = pytest.mark.django_db

ENTRY = re.compile(
    r'<a class="navigation__link"\s+href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)'
)


def menu(client: Client, path: str = "/") -> list[tuple[str, str, str]]:
    """The main menu that *path* shows: address, current mark and label of each entry."""
    return ENTRY.findall(client.get(path).content.decode())


def footer(client: Client, path: str = "/") -> str:
    html = client.get(path).content.decode()
    return html[html.index('<footer class="site-footer"') :]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", {"/": "page"}),
        ("/annuaire/", {"/annuaire/": "page"}),
        ("/annuaire/le-phare/", {"/annuaire/": "true"}),
        ("/annuaire/carte/", {"/annuaire/carte/": "page"}),
        ("/annuaires/", {}),
        ("/coworking", {"/coworking": "page"}),
        ("/coworking/offres/", {"/coworking": "true"}),
        ("/coworkings/", {}),
    ],
)
def test_the_menu_marks_the_entry_nearest_to_the_page(path: str, current: dict[str, str]) -> None:
    urls = ("/", "/annuaire/", "/annuaire/carte/", "/coworking", "https://exemple.fr/")
    frame = Frame("", "", tuple(Link("x", url) for url in urls), (), "", "", "", "", "")

    marked = {entry.url: entry.current for entry in frame.menu_at(path) if entry.current}

    assert marked == current


def test_an_event_is_in_the_agenda_though_its_address_is_that_of_its_place(
    client: Client, fill: Callable
) -> None:
    agenda, event = AgendaPageFactory(), event_with_seats()
    fill(main_menu=[link(page=event.place.get_parent()), link(page=agenda)])

    assert [current for _, current, _ in menu(client, event.url)] == ["", "true"]
    assert [current for _, current, _ in menu(client, event.place.url)] == ["true", ""]
    seats = form_url(event.occurrences.get())
    assert menu(client, seats) == menu(client, event.url)

    def path(url: str) -> list[str]:
        shown = client.get(url).content.decode().split('class="breadcrumb"')[1].split("</nav>")[0]
        return re.findall(r'href="([^"]+)"', shown)

    assert path(event.url) == ["/", agenda.url, event.place.url]
    assert path(seats) == ["/", agenda.url, event.place.url, event.url]
    agenda.unpublish()
    assert path(event.url) == ["/", event.place.get_parent().url, event.place.url]


def test_a_page_of_the_menu_is_followed_when_it_is_renamed_moved_or_unpublished(
    client: Client, fill: Callable
) -> None:
    place = PlacePageFactory(title="La Passerelle", slug="la-passerelle")
    directory = place.get_parent()
    fill(main_menu=[link(page=place), link("Carte", page=directory, ending="?vue=carte")])
    assert menu(client) == [
        ("/annuaire/la-passerelle/", "", "La Passerelle"),
        ("/annuaire/?vue=carte", "", "Carte"),
    ]

    place.title, place.slug = "Le Phare", "le-phare"
    place.save_revision().publish()
    assert menu(client)[0] == ("/annuaire/le-phare/", "", "Le Phare")

    directory.refresh_from_db()
    moved = directory.specific
    moved.slug = "lieux"
    moved.save()
    assert menu(client)[0][0] == "/lieux/le-phare/"

    place.refresh_from_db()
    place.unpublish()
    assert [entry[2] for entry in menu(client)] == ["Carte"]

    moved.delete()
    assert menu(client) == []


def test_a_draft_of_a_page_changes_nothing_for_visitors(client: Client, fill: Callable) -> None:
    place = PlacePageFactory(title="La Passerelle", slug="la-passerelle")
    fill(main_menu=[link(page=place)])
    place.title = "Brouillon"
    place.save_revision()

    assert menu(client)[0][2] == "La Passerelle"


def test_a_column_without_link_left_is_not_shown(client: Client, fill: Callable) -> None:
    place = PlacePageFactory(title="La Passerelle")
    fill(
        footer_columns=[
            column("Le réseau", link(page=place)),
            column("Comprendre", link("Glossaire", "/glossaire/")),
        ]
    )
    assert "Le réseau" in footer(client)
    place.unpublish()

    assert "Le réseau</p>" not in footer(client)
    assert '<a href="/glossaire/">Glossaire</a>' in footer(client)


def test_what_editors_write_is_escaped(client: Client, fill: Callable) -> None:
    hostile = '"><script>alert(1)</script>'
    fill(
        service_name=hostile[:60],
        description=hostile,
        postal_address=hostile,
        main_menu=[link(hostile, "/x/")],
        legal_menu=[link(hostile, "/x/")],
        social_links=[
            {"type": "account", "value": {"label": hostile, "url": hostile, "name": hostile}}
        ],
    )

    assert "<script>alert" not in client.get("/").content.decode()


@pytest.mark.usefixtures("empty_site")
def test_the_default_menus_name_the_pages_that_exist(client: Client) -> None:
    HomePageFactory()
    site = Site.objects.get()
    create_default_menus(site)
    assert menu(client) == []

    DirectoryPageFactory()
    create_default_menus(site)

    assert ("/annuaire/", "", "Trouver un lieu") in menu(client)
    assert "/coworking/" not in [entry[0] for entry in menu(client)]
    assert '<a href="/annuaire/donnees-ouvertes/">Données ouvertes</a>' in footer(client)


def test_the_menus_of_an_editor_are_left_alone(site: Site) -> None:
    create_default_menus(site)
    create_default_menus(site)
    FrameSettings.objects.update(menus_are_default=False, main_menu=[])

    create_default_menus(site)

    assert list(FrameSettings.objects.get().main_menu) == []


def test_a_site_without_settings_has_names_and_no_menu(client: Client, site: Site) -> None:
    html = client.get("/").content.decode()

    assert "Normandie Connectée" in html
    assert 'id="navigation"' not in html
    assert "#navigation" not in html
    assert not FrameSettings.objects.exists()
