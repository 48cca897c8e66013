"""What was given to others goes on working when an editor changes the address of a page."""

import json
import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import icalendar
import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from directory.models import PlacePage
from events.models import AgendaPage, EventPage
from tests.factories import AgendaPageFactory, EventPageFactory, PlacePageFactory
from tests.reading import text_of

Rename = Callable[[Page, str], None]

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> EventPage:
    AgendaPageFactory()
    place = PlacePageFactory(slug="ancien", title="Le Phare")
    EventPageFactory(place=PlacePageFactory(slug="autre"), title="Ailleurs")
    return EventPageFactory(place=place, slug="atelier", title="Un clic")


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Callable) -> Rename:
    """Give a page another slug, and let Wagtail note where it was once that is committed."""

    def give(page: Page, slug: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()

    return give


def titles(client: Client, address: str) -> list[str]:
    calendar = icalendar.Calendar.from_ical(client.get(address, follow=True).content)
    return [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")]


@pytest.mark.parametrize(
    "below",
    ["", "agenda.ics", "rss.xml", "atom.xml", "evenements.json", "affiche/"],
)
def test_what_an_event_gave_leads_to_where_it_is_now(
    client: Client, event: EventPage, rename: Rename, below: str
) -> None:
    rename(event.place, "nouveau")

    response = client.get(f"/annuaire/ancien/atelier/{below}")

    assert urlsplit(response["Location"]).path == f"/annuaire/nouveau/atelier/{below}"
    assert client.get(response["Location"]).status_code == 200


def test_the_sheet_its_form_and_what_was_asked_of_it_too(
    client: Client, event: EventPage, rename: Rename
) -> None:
    rename(event.place, "nouveau")

    form = client.get("/annuaire/ancien/signaler/?sujet=horaires")
    assert form["Location"] == "/annuaire/nouveau/signaler/?sujet=horaires"


def test_a_calendar_of_one_place_stays_that_of_one_place(
    client: Client, event: EventPage, rename: Rename
) -> None:
    rename(event.place, "nouveau")
    assert titles(client, "/agenda/agenda.ics?lieu=ancien") == ["Un clic"]
    assert titles(client, "/agenda/agenda.ics?lieu=nouveau") == ["Un clic"]

    rename(AgendaPage.objects.get(), "rendez-vous")
    assert titles(client, "/agenda/agenda.ics?lieu=ancien") == ["Un clic"]


def test_the_address_that_is_given_does_not_depend_on_the_slug(
    client: Client, event: EventPage, rename: Rename
) -> None:
    page = client.get("/agenda/suivre/?lieu=ancien")
    given = f"?lieu=~{event.place.pk}"
    assert f"/agenda/agenda.ics{given}" in page.content.decode()
    assert given in client.get("/agenda/integrer/?lieu=ancien").content.decode()

    rename(event.place, "nouveau")
    PlacePageFactory(slug="ancien")  # another one takes the name
    assert titles(client, f"/agenda/agenda.ics{given}") == ["Un clic"]
    assert "Le Phare" in text_of(client.get(f"/agenda/{given}"))


@pytest.mark.parametrize("address", ["/annuaire/carte/?lieu=ancien", "/annuaire/carte/?lieu=~{}"])
def test_the_map_shows_the_place_that_a_former_address_names(
    client: Client, event: EventPage, rename: Rename, address: str
) -> None:
    rename(event.place, "nouveau")

    assert "Le lieu que vous cherchez" in text_of(client.get(address.format(event.place.pk)))


@pytest.mark.parametrize("name", ["~", "~0", "~-1", "~99999999999", "~²", "~1e3", "jamais-vu"])
def test_a_name_that_nothing_has_is_said(client: Client, event: EventPage, name: str) -> None:
    assert titles(client, f"/agenda/agenda.ics?lieu={quote(name)}") == []
    assert "ne connaissons pas de lieu" in text_of(client.get("/agenda/", {"lieu": name}))


def test_identifiers_are_those_of_before(client: Client, event: EventPage, rename: Rename) -> None:
    asked = f"?lieu=~{event.place.pk}"

    def told() -> tuple[object, ...]:
        data = json.loads(client.get(f"/agenda/evenements.json{asked}").content)
        (entry,) = data["events"]
        calendar = client.get(f"/agenda/agenda.ics{asked}").content.decode()
        uid = next(line for line in calendar.splitlines() if line.startswith("UID"))
        place = entry["location"]
        return uid, entry["uid"], place["uid"], place["extIds"], *(ids(each) for each in feeds())

    def feeds() -> list[str]:
        event_url = EventPage.objects.get(pk=event.pk).url
        return [f"/agenda/atom.xml{asked}", f"{event_url}atom.xml", f"{event_url}rss.xml"]

    def ids(address: str) -> list[str]:
        return re.findall(r"<(?:id|guid)[^>]*>([^<]+)<", client.get(address).content.decode())

    before = told()
    rename(event.place, "nouveau")
    rename(EventPage.objects.get(pk=event.pk), "autre-atelier")
    assert told() == before


def test_what_never_was_is_not_found_and_nothing_goes_round(
    client: Client, event: EventPage, rename: Rename
) -> None:
    rename(event.place, "nouveau")
    rename(PlacePage.objects.get(pk=event.place.pk), "ancien")

    for address in ("/annuaire/ancien/rien/", "/annuaire/jamais/rien.xml", "/rien/", "/%00/a/"):
        assert client.get(address).status_code in (400, 404), address
    assert client.get("/annuaire/nouveau/atelier/affiche/", follow=True).status_code == 200


def test_a_redirection_that_an_editor_wrote_is_followed_as_it_is(client: Client) -> None:
    Redirect.objects.create(old_path="/vieux", redirect_link="https://exemple.fr/x?a=1")
    Redirect.objects.create(old_path="/vieux?a=2", redirect_link="/agenda/")

    assert client.get("/vieux/?b=3")["Location"] == "https://exemple.fr/x?a=1"
    assert client.get("/vieux/?a=2")["Location"] == "/agenda/"
    assert client.get("/vieux/dessous/").status_code == 404
