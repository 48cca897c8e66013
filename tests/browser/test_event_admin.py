"""Staff say how an event comes again, in a real browser."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import EventPageFactory, UserFactory


@pytest.fixture
def editor(open_page: Callable[..., Page], server: str) -> Page:
    """The form of an event, open on its dates."""
    event = EventPageFactory(starts_on=date(2027, 3, 1))
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    page = open_page("/healthz")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}]
    )
    # The admin tells the server that one leaves: here the test is over, and its data with it.
    page.add_init_script("navigator.sendBeacon = () => true")
    page.goto(reverse("wagtailadmin_pages:edit", args=(event.pk,)))
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
