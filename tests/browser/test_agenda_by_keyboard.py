"""The agenda and its channels on a phone with the keyboard alone, with and without JavaScript."""

import re
from collections.abc import Callable
from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from directory.models import PlacePage
from events.models import EventPage
from tests.browser.keyboard import reach, walk
from tests.browser.test_finder import query
from tests.factories import EventPageFactory
from tests.mails import sent_mails

pytestmark = pytest.mark.usefixtures("demo_site")

Open = Callable[..., Page]
EVENT = "/annuaire/le-dome-des-usages/premiers-pas/"
PHONE = 320  # pixels
EITHER = pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])


@pytest.fixture
def open_doors() -> EventPage:
    """An event of every evening in Caen, from today to beyond the end of the next month."""
    return EventPageFactory(
        title="Portes ouvertes du soir",
        slug="portes-ouvertes",
        place=PlacePage.objects.get(slug="le-dome-des-usages"),
        kind=EventPage.Kind.OPEN_DOORS,
        starts_on=timezone.localdate(),
        start_time=time(22),
        end_time=time(23, 59),
        rule="FREQ=DAILY;COUNT=70",
    )


def enter(page: Page, selector: str) -> None:
    reach(page, selector)
    page.keyboard.press("Enter")


def expect_results(page: Page, words: str) -> None:
    """What a screen reader says of a new page begins with the results, and so does the keyboard."""
    expect(page).to_have_title(re.compile(f"{words}"))
    assert page.locator("#resultats").evaluate("heading => heading.matches(':target')")
    page.keyboard.press("Tab")
    expect(page.locator(".sort__link").first).to_be_focused()


@EITHER
def test_an_event_is_found_by_its_day_its_commune_and_its_kind(
    open_page: Open, open_doors: EventPage, javascript: bool
) -> None:
    page = open_page("/agenda/", javascript=javascript, width=PHONE)
    enter(page, ".finder-fold__summary")
    reach(page, "#finder-when")
    page.keyboard.type("Ce w")
    reach(page, "#finder-commune")
    page.keyboard.type("caen")
    if javascript:
        expect(page.locator("#finder-commune-list [role=option]").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.input_value("#finder-commune") == "Caen (14000)"
    page.keyboard.press("Enter")
    page.wait_for_url("**quand=week-end**")
    expect_results(page, r"\d dates? à venir à moins de 20\u00a0km de Caen")

    page.keyboard.press("Shift+Tab")
    expect(page.locator(".filters__summary")).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, "input[name=type][value=porte-ouverte]")
    page.keyboard.press("Space")
    enter(page, ".filters__actions button")
    page.wait_for_url("**type=porte-ouverte**")
    expect_results(page, r"[12] dates? à venir à moins de 20\u00a0km de Caen")
    expect(page.locator(".event-card__title")).to_have_text(
        [open_doors.title] * page.locator(".event-card").count()
    )

    reach(page, ".tag")
    expect(page.locator(".tag:focus")).to_contain_text("Retirer le filtre ")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "du=" not in url)
    assert query(page)["type"] == ["porte-ouverte"]
    expect_results(page, r"\d\d dates à venir à moins de 20\u00a0km de Caen")


@EITHER
def test_the_months_lead_to_a_day_and_to_an_event(
    open_page: Open, open_doors: EventPage, javascript: bool
) -> None:
    page = open_page("/agenda/?type=porte-ouverte", javascript=javascript, width=PHONE)
    enter(page, ".sort__link[href*='mois=']")
    page.wait_for_url("**mois=**")
    expect_results(page, r"\d+ dates? à venir en ")
    month = query(page)["mois"]

    enter(page, ".pagination__step--next")
    page.wait_for_url(lambda url: "mois=" in url and f"mois={month[0]}" not in url)
    expect_results(page, r"\d+ dates? à venir en ")
    enter(page, ".month__day a")
    page.wait_for_url("**du=**")
    expect_results(page, "1 date à venir")
    enter(page, ".event-card__title a")
    expect(page.get_by_role("heading", level=1)).to_have_text(open_doors.title)


def test_an_event_is_kept_sent_and_printed(open_page: Open) -> None:
    page = open_page(EVENT, width=PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    enter(page, "#dates ~ details > summary")
    expect(page.locator("#dates ~ details .event-date").first).to_be_visible()
    enter(page, "[data-print]")
    assert page.evaluate("document.body.dataset.printed") == "yes"
    enter(page, "[data-copy-address]")
    expect(page.locator("[data-share-message]")).to_contain_text("L’adresse est copiée")
    assert page.evaluate("navigator.clipboard.readText()").endswith(EVENT)

    enter(page, ".share ~ details > summary")
    reach(page, "[data-copy-source]")
    enter(page, "[data-copy]")
    expect(page.locator("[data-copy-message]")).to_have_text("C’est copié.")
    assert "Premiers pas sur l’ordinateur" in page.evaluate("navigator.clipboard.readText()")


def test_without_javascript_an_event_is_still_sent_and_printed(open_page: Open) -> None:
    page = open_page(EVENT, javascript=False, width=PHONE)
    enter(page, "#dates ~ details > summary")
    expect(page.locator("#dates ~ details .event-date").first).to_be_visible()
    reach(page, ".share a[href^='mailto:']")
    enter(page, ".share ~ details > summary")
    reach(page, "[data-copy-source]")
    assert "Premiers pas sur l’ordinateur" in page.locator("[data-copy-source]").input_value()

    page.goto(EVENT)
    enter(page, "a[href$='/affiche/']")
    expect(page.locator(".poster__title")).to_have_text("Premiers pas sur l’ordinateur")
    expect(page.locator("[data-print]")).to_be_hidden()
    reach(page, f"main a[href$='{EVENT}']")


@EITHER
def test_the_lines_for_another_site_are_prepared_and_copied(
    open_page: Open, javascript: bool
) -> None:
    page = open_page("/agenda/suivre/", javascript=javascript, width=PHONE)
    enter(page, "main a[href*='/integrer/']")
    page.wait_for_url("**/integrer/**")
    enter(page, "details:has([name=type]) > summary")
    reach(page, "[name=type][value=atelier]")
    page.keyboard.press("Space")
    if javascript:  # the lines follow each choice
        source = page.locator("[data-copy-source]")
        expect(source).to_have_value(re.compile("/integree/.*type=atelier"))
    else:
        enter(page, "main button[type=submit]")
        page.wait_for_url("**type=atelier**")

    reach(page, "[data-copy-source]")
    lines = page.locator("[data-copy-source]").input_value()
    assert "/agenda/integree/?" in lines
    assert "type=atelier" in lines
    if javascript:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        enter(page, "[data-copy]")
        expect(page.locator("[data-copy-message]")).to_have_text("C’est copié.")
        assert page.evaluate("navigator.clipboard.readText()") == lines
        # What is not understood is said at the field, as after a press on the button.
        commune = page.locator("form [name=commune]")
        for typed, said in (("Xyzzy", "true"), ("14000", None)):
            commune.fill(typed)
            commune.press("Tab")
            expect(page.locator(".commune-field__error")).to_have_count(1 if said else 0)
            assert commune.get_attribute("aria-invalid") == said


@EITHER
@pytest.mark.usefixtures("quick_hands")
def test_the_letter_says_what_is_wrong_with_an_address_and_what_comes_next(
    open_page: Open, javascript: bool
) -> None:
    page = open_page("/agenda/lettre/", javascript=javascript, width=PHONE, expected_errors=(422,))
    reach(page, "#id_email")
    page.keyboard.type("camille")
    page.keyboard.press("Enter")
    expect(page.locator("#erreurs")).to_contain_text("Cette adresse n’est pas complète")
    expect(page.locator("#erreurs")).to_be_focused()  # « autofocus » waits for the first drawing
    assert page.title().startswith("Erreur")
    enter(page, "#erreurs a")
    expect(page.locator("#id_email")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("@exemple.fr")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ouvrez votre messagerie")
    assert sent_mails()[-1].to == ["camille@exemple.fr"]


@pytest.mark.parametrize(
    "address",
    {
        "agenda": "/agenda/",
        "month": f"/agenda/?mois={timezone.localdate():%Y-%m}",
        "nothing": "/agenda/?departement=76&type=atelier&gratuit=oui",
        "past": "/agenda/archives/",
        "follow": "/agenda/suivre/?type=atelier",
        "snippet": "/agenda/integrer/",
        "letter": "/agenda/lettre/",
        "event": EVENT,
        "poster": f"{EVENT}affiche/",
        "embedded": "/agenda/integree/",
    }.items(),
    ids=lambda item: item[0],
)
def test_the_focus_is_seen_in_the_order_of_reading_and_leaves_the_page(
    open_page: Open, address: tuple[str, str]
) -> None:
    page = open_page(address[1], width=PHONE)

    assert walk(page) == []
