"""A manager's workshop on a phone, by touch: written, read by the team, seen, cancelled, moved."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from core.text.formats import long_day
from events.models import EventPage
from tests.browser.axe import violations
from tests.browser.clicks import clicks, count_clicks
from tests.espace.posting import Manager, a_manager, decide
from tests.factories import EventPageFactory

Open = Callable[..., Page]
# What a weekly workshop takes, counted here: four fields (title, day, hour, rhythm) and four taps
# (add, repeat, continue, send). About 45 seconds by hand, estimated and not measured.
FIELDS, TAPS = 4, 4
TAPS_TO_CANCEL = 2  # « Annuler » on the home of the place, then the button


@pytest.fixture
def manager(db: None) -> Manager:
    return a_manager()


@pytest.fixture
def open_space(open_page: Open, server: str, manager: Manager) -> Open:
    """Open pages of the space as its manager, on a phone."""

    def open_space(path: str, **options: object) -> Page:
        page = open_page("/healthz", width=360, touch=True, **options)
        cookie = manager.client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": server}])
        page.goto(path)
        return page

    return open_space


def fits(page: Page) -> None:
    """Check the page that shows: nothing beside the screen, no rule of accessibility broken."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def tap(page: Page, role: str, name: str) -> None:
    target = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    assert target.bounding_box()["height"] >= 44, name
    with page.expect_navigation():  # loaded, so that its scripts see all that is typed
        target.tap()


def write_weekly(page: Page, day: date) -> int:
    """Fill in the form that shows; return how many fields it took."""
    page.get_by_label("Titre").fill("Envoyer des photos")
    page.get_by_label("Jour", exact=True).fill(day.isoformat())
    page.get_by_label("Début").fill("14:00")
    page.locator("summary", has_text="Le répéter").tap()
    page.get_by_label("À quel rythme").select_option("Chaque semaine")
    return 4


def date_row(page: Page, day: date) -> Locator:
    return page.locator(".espace-date", has_text=long_day(day).capitalize())


def test_a_weekly_workshop_is_posted_read_seen_cancelled_and_moved_on_a_phone(
    open_space: Open, open_page: Open, manager: Manager
) -> None:
    first = timezone.localdate() + timedelta(days=8)
    second = first + timedelta(days=7)
    moved = second + timedelta(days=1)
    page = open_space(manager.url("place"))
    count_clicks(page)
    assert (post_weekly(page, first, second), clicks(page)) == (FIELDS, TAPS)

    event = EventPage.objects.get()
    decide(event, "approve")
    event.refresh_from_db()
    agenda = open_page("/agenda/", width=360)
    expect(agenda.get_by_text("Envoyer des photos").first).to_be_visible()
    assert f"{first:%Y%m%d}T140000" in channel(event, "agenda.ics")

    page.goto(manager.url("place"))
    before = clicks(page)
    cancel(page, first)
    assert clicks(page) - before == TAPS_TO_CANCEL
    page.goto(manager.url("place"))
    move(page, second, moved)

    for path in (event.url, event.place.url, "/agenda/"):
        main = open_page(path, width=360).locator("main")
        expect(main).to_contain_text("Annulé")
        expect(main).to_contain_text(f"Prévu d’abord le {long_day(second)}")
    calendar = channel(event, "agenda.ics")
    assert "STATUS:CANCELLED" in calendar
    assert f"DTSTART;TZID=Europe/Paris:{moved:%Y%m%d}T180000" in calendar
    assert "ANNULÉ – Envoyer des photos" in channel(event, "rss.xml")
    assert "L’animatrice est malade." in channel(event, "evenements.json")


def post_weekly(page: Page, first: date, second: date) -> int:
    """Write a workshop from the home of the place, and send it; return how many fields it took."""
    tap(page, "link", "Ajouter un atelier")
    fields = write_weekly(page, first)
    expect(page.get_by_label("Fin").first).to_have_value("16:00")
    expect(page.locator("[data-output]")).to_contain_text(f"{long_day(second)}, de 14")
    tap(page, "button", "Continuer")
    expect(page.get_by_text(f"{long_day(first)}, de 14")).to_be_visible()
    fits(page)
    tap(page, "button", "Envoyer à l’équipe")
    expect(page.get_by_text("C’est envoyé.")).to_be_visible()
    return fields


def cancel(page: Page, day: date) -> None:
    date_row(page, day).get_by_role("link", name="Annuler").tap()
    page.get_by_label("Pourquoi").fill("L’animatrice est malade.")
    tap(page, "button", "Annuler cette date")
    expect(page.get_by_text("Cette date est annulée.")).to_be_visible()


def move(page: Page, day: date, to: date) -> None:
    date_row(page, day).get_by_role("link", name="Déplacer").tap()
    page.get_by_label("Nouveau jour").fill(to.isoformat())
    page.get_by_label("Début").fill("18:00")
    page.get_by_label("Fin").fill("20:00")
    tap(page, "button", "Déplacer cette date")
    expect(page.get_by_text("Cette date est déplacée.")).to_be_visible()
    fits(page)


def channel(event: EventPage, name: str) -> str:
    return Client().get(f"{event.url}{name}").content.decode()


def test_everything_works_without_javascript(open_space: Open, manager: Manager) -> None:
    day = timezone.localdate() + timedelta(days=8)
    page = open_space(manager.url("workshop_new"), javascript=False, expected_errors=(422,))
    page.get_by_role("button", name="Continuer").tap()
    expect(page.get_by_text("Corrigez ceci")).to_be_visible()

    write_weekly(page, day)
    tap(page, "button", "Continuer")
    expect(page.get_by_text(f"{long_day(day)}, de 14")).to_be_visible()
    tap(page, "link", "Voir la page comme les visiteurs la verront")
    expect(page.get_by_role("heading", name="Envoyer des photos", level=1)).to_be_visible()
    page.go_back()
    tap(page, "button", "Envoyer à l’équipe")
    expect(page.get_by_text("C’est envoyé.")).to_be_visible()


PAGES = ("place", "workshops", "workshop_new", "workshop_sources", "programme")
PAGES_OF_AN_EVENT = (
    *("workshop", "workshop_edit", "workshop_check", "workshop_call_off", "workshop_withdraw"),
)
PAGES_OF_A_DATE = ("date", "date_move")


def test_each_page_fits_a_phone_and_breaks_no_rule_of_accessibility(
    open_space: Open, manager: Manager
) -> None:
    event = EventPageFactory(place=manager.place, title="Tablettes", is_shared=True)
    date_pk = event.occurrences.get().pk
    addresses = [
        *(manager.url(name) for name in PAGES),
        *(manager.url(name, event.pk) for name in PAGES_OF_AN_EVENT),
        *(manager.url(name, date_pk) for name in PAGES_OF_A_DATE),
        manager.url("date_deed", date_pk, "annuler"),
    ]
    page = open_space(addresses[0])

    for address in addresses:
        page.goto(address)
        for more in page.locator(".espace-more > summary").all():
            more.tap()
        fits(page)
