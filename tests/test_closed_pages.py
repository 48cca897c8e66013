"""What is under a page that is closed or not published is named at no address: the whole table."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from ami.models import CallNotice
from ami.services.notices import tell_openings
from directory.models import PlacePage, Vocabulary
from events.models import EventPage
from normandie.frame.site_map import create_site_map
from tests.ami.factories import CallPageFactory, CallsPageFactory
from tests.closing import OF_THE_AGENDA, OF_THE_DIRECTORY, WAYS, around, unpublish
from tests.factories import AgendaPageFactory, EventPageFactory, HomePageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db

CALL = "Numériser sa bouilloire"
OF_THE_CALL = tuple(
    f"/appels/numeriser/{route}" for route in ("", "questions/", "prevenez-moi/", "repondre/")
)
NAMING_CALLS = (
    *OF_THE_CALL,
    "/appels/",
    "/",
    "/recherche/?q=bouilloire",
    "/recherche/suggestions.json?q=bouilloire",
    "/plan-du-site/",
    "/sitemap.xml",
)
PLACE, EVENT = "Le Gros Caillou", "Réparer sa bouilloire"
FOLLOWED = "?lieu=gros-caillou"
OF_THE_EVENT = tuple(
    f"/annuaire/gros-caillou/bouilloire/{route}"
    for route in ("", "affiche/", "agenda.ics", "rss.xml", "atom.xml", "evenements.json")
)
OF_THE_PLACE = tuple(
    f"/annuaire/gros-caillou/{route}"
    for route in ("", "facile-a-lire/", "signaler/", "signaler/merci/", "integree/")
)
MAP_SECTION = "/annuaire/gros-caillou/sur-la-carte/"  # names the event, in the card of the place
OF_BOTH = (
    *around("caillou", "bouilloire"),
    *OF_THE_DIRECTORY,
    *(f"/agenda/{route}" for route in OF_THE_AGENDA),
    *(f"/agenda/{route}{FOLLOWED}" for route in (*OF_THE_AGENDA, "suivre/", "integrer/")),
    "/annuaire/carte/" + FOLLOWED,
    "/annuaire/carte/integree/" + FOLLOWED,
    "/annuaire/comparer/" + FOLLOWED,
)
ADDRESSES = (*OF_THE_EVENT, *OF_THE_PLACE, MAP_SECTION, *OF_BOTH)
NAMES = (PLACE, EVENT, "gros-caillou/", "/bouilloire/")


@pytest.fixture
def event() -> EventPage:
    """A workshop of next week in a place that anyone may find."""
    create_site_map(HomePageFactory())
    AgendaPageFactory()
    CallsPageFactory()
    terms = [(Vocabulary.KIND, "tiers-lieu")]
    place = PlacePageFactory(title=PLACE, slug="gros-caillou", terms=terms)
    tomorrow = timezone.localdate() + timedelta(days=1)
    return EventPageFactory(place=place, title=EVENT, slug="bouilloire", starts_on=tomorrow)


def said_at(client: Client, address: str) -> str:
    """Return the answer at *address*, without the address itself, which it may say again."""
    response = client.get(address)
    if response.status_code == 302:
        return ""  # to the page of the sign-in, which names where it leads
    body = (response.getvalue() if response.streaming else response.content).decode()
    return "" if response.status_code == 404 else body.replace(address, "")


def read(client: Client, addresses: tuple[str, ...] = ADDRESSES) -> dict[str, str]:
    """Return what each address says now."""
    return {address: said_at(client, address) for address in addresses}


def naming(said: dict[str, str], names: tuple[str, ...]) -> set[str]:
    return {address for address, body in said.items() if any(name in body for name in names)}


def test_while_all_is_open_the_place_and_its_event_are_named(
    client: Client, event: EventPage
) -> None:
    named = naming(read(client), (PLACE, EVENT))

    assert named >= {*OF_THE_EVENT, *OF_THE_PLACE, MAP_SECTION}
    assert named >= {
        address for address in OF_BOTH if FOLLOWED in address and "lettre" not in address
    }


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("above", ["directory", "place"])
def test_nothing_names_what_is_under_a_page_that_has_left(
    client: Client, event: EventPage, above: str, leave: Callable[[Page], None]
) -> None:
    read(client)  # what is kept must not outlive it
    place = PlacePage.objects.get()

    leave(place if above == "place" else place.get_parent())

    typed = {a for a in OF_BOTH if FOLLOWED in a}  # they say again the address that was typed
    names = (PLACE, EVENT, "/bouilloire/")
    said = read(client)
    assert naming(said, names) == set()
    assert naming(said, NAMES) <= typed


@pytest.mark.parametrize("leave", WAYS)
def test_nothing_names_an_event_that_has_left(
    client: Client, event: EventPage, leave: Callable[[Page], None]
) -> None:
    leave(event)

    said = read(client)
    assert naming(said, (EVENT, "/bouilloire/")) == set()
    assert set(OF_THE_PLACE) <= naming(said, (PLACE,))


@pytest.mark.parametrize("leave", WAYS)
@pytest.mark.parametrize("above", ["calls", "call"])
def test_nothing_names_a_call_that_has_left_or_is_under_what_has(
    client: Client, above: str, leave: Callable[[Page], None]
) -> None:
    create_site_map(HomePageFactory())
    tomorrow = timezone.now() + timedelta(days=1)
    call = CallPageFactory(
        title=CALL, slug="numeriser", opens_at=tomorrow, closes_at=tomorrow + timedelta(days=9)
    )
    names = (CALL, "/numeriser/")
    assert naming(read(client, NAMING_CALLS), names) >= {*OF_THE_CALL, "/appels/", "/sitemap.xml"}

    leave(call if above == "call" else call.get_parent())

    assert naming(read(client, NAMING_CALLS), names) == set()


def test_who_waits_for_a_call_is_not_led_to_a_page_that_has_left() -> None:
    now = timezone.now()
    call = CallPageFactory(opens_at=now, closes_at=now + timedelta(days=9), results_at=None)
    CallNotice.objects.create(call=call, email="a@exemple.fr", confirmed_at=timezone.now())

    unpublish(call.get_parent())

    assert tell_openings() == (0, [])
    assert CallNotice.objects.exists()
