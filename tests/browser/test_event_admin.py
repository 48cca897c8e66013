"""Staff say how an event comes again, and what becomes of its dates, in a real browser."""

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from events.models import EventPage, Occurrence, Subscription
from tests.browser.axe import violations
from tests.clock import in_december_2026
from tests.factories import EventPageFactory, PlacePageFactory

pytestmark = in_december_2026


@pytest.fixture
def event(server: str) -> EventPage:
    return EventPageFactory(starts_on=date(2027, 3, 1), themes=["Images"])


@pytest.fixture
def editor(event: EventPage, open_admin: Callable[..., Page]) -> Page:
    """The form of an event, open on its dates."""
    page = open_admin(reverse("wagtailadmin_pages:edit", args=(event.pk,)))
    page.get_by_role("tab", name="Quand", exact=True).click()
    return page


def test_the_dates_that_result_follow_what_is_chosen(editor: Page) -> None:
    dates = editor.locator("event-dates")
    expect(dates).to_contain_text("1 date")
    expect(editor.get_by_role("group", name="Quels jours")).to_be_hidden()

    editor.get_by_label("Heure de début").fill("09:30")
    expect(dates).to_contain_text("de 9 h 30 à 16 h")

    editor.get_by_label("À quel rythme").select_option("Chaque semaine")
    editor.get_by_label("Ou nombre de fois").fill("3")

    expect(editor.get_by_role("group", name="Quels jours")).to_be_visible()
    expect(dates).to_contain_text("3 dates")
    expect(dates).to_contain_text("lundi 15 mars 2027")

    editor.get_by_label("Dates exclues").fill("08/03/2027")
    expect(dates).to_contain_text("1 date sautée : dates exclues")


def test_the_first_saturday_of_the_month_is_chosen_by_keyboard(editor: Page) -> None:
    editor.get_by_label("À quel rythme").focus()
    editor.keyboard.type("Chaque mois, le m")
    for choice in ("premier", "lundi"):
        editor.keyboard.press("Tab")
        editor.keyboard.type(choice)

    expect(editor.locator("event-dates")).to_contain_text("Le premier lundi du mois.")
    expect(editor.locator("event-dates")).to_contain_text("lundi 5 avril 2027")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_date_is_cancelled_by_keyboard_with_its_reason(
    event: EventPage, open_admin: Callable[..., Page], width: int
) -> None:
    page = open_admin(reverse("events_date_states", args=(event.pk,)), width=width)

    page.get_by_label("état, lundi 1er mars 2027").focus()
    page.keyboard.type("Annulé")
    page.keyboard.press("Tab")
    page.keyboard.type("L’animatrice est malade.")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_text("Une date est changée")).to_be_visible()
    occurrence = event.occurrences.get()
    assert (occurrence.status, occurrence.note) == (
        Occurrence.Status.CANCELLED,
        "L’animatrice est malade.",
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_address_of_a_theme_follows_its_name(open_admin: Callable[..., Page]) -> None:
    page = open_admin(reverse("wagtailsnippets_events_theme:add"))

    page.get_by_role("textbox", name="Nom").press_sequentially("L’œuvre d'été en ligne")

    expect(page.get_by_role("textbox", name="Dans les adresses")).to_have_value(
        "l-oeuvre-d-ete-en-ligne"
    )


SCREENS: dict[str, Callable[[EventPage], str]] = {
    "first-screen": lambda event: reverse("wagtailadmin_home"),
    "events": lambda event: reverse("events_agenda:index"),
    "where": lambda event: reverse("events_agenda:choose_parent"),
    "silent-places": lambda event: reverse("events_silent_places:index"),
    "states": lambda event: reverse("events_date_states", args=(event.pk,)),
    "import": lambda event: reverse("events_import", args=(event.place.pk,)),
    "themes": lambda event: reverse("wagtailsnippets_events_theme:list"),
    "subscriptions": lambda event: reverse("events_subscriptions:index"),
    "person": lambda event: reverse("events_subscriptions:person", args=(person(),)),
    "erase": lambda event: reverse("events_subscriptions:erase", args=(person(),)),
}


def faults(page: Page) -> list[str]:
    """Check both themes, but for the editor of rich text, which is Wagtail's and has no name."""
    return [fault for fault in violations(page) if "public-DraftEditor-content" not in fault]


def person() -> int:
    return Subscription.objects.create(email="camille@exemple.fr", consent="Oui").pk


@pytest.mark.parametrize("address", SCREENS.values(), ids=SCREENS.keys())
def test_a_screen_of_the_agenda_has_no_accessibility_violation(
    event: EventPage, open_admin: Callable[..., Page], address: Callable[[EventPage], str]
) -> None:
    PlacePageFactory.create_batch(3)

    assert faults(open_admin(address(event))) == []


def test_no_tab_of_the_form_of_an_event_has_an_accessibility_violation(editor: Page) -> None:
    for tab in ("Quoi", "Quand", "Conditions", "Image", "Publication"):
        editor.get_by_role("tab", name=tab, exact=True).click()
        expect(editor.get_by_role("tabpanel", name=tab, exact=True)).to_be_visible()

        assert faults(editor) == [], tab
