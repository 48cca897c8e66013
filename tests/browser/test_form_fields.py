"""Our own form fields on a public page: by mouse, by keyboard, without JavaScript, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from directory.models import PlacePage
from tests.browser.keyboard import tab_to, walk
from tests.clock import in_december_2026

FIELDS = "/styleguide/formulaires/"
WIDTHS = (320, 360, 480, 640, 768, 900, 1024, 1280)
TIME_KEYS = 900  # an input of time takes three keys, and two weeks hold 84 of them

pytestmark = [pytest.mark.usefixtures("demo_places"), in_december_2026]


def sentence(page: Page) -> object:
    return expect(page.locator("hours-editor [data-sentence]"))


def send(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Envoyer").click()


@pytest.mark.parametrize("state", ["vides", "remplis", "erreurs"])
def test_the_fields_fit_on_every_screen(open_page: Callable[..., Page], state: str) -> None:
    page = open_page(f"{FIELDS}?etat={state}")
    too_wide = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(width)

    assert too_wide == []


@pytest.mark.parametrize(
    ("javascript", "state"), [(True, "erreurs"), (False, "vides")], ids=["wrong", "no-javascript"]
)
def test_everything_is_reached_in_order_with_the_keyboard(
    open_page: Callable[..., Page], javascript: bool, state: str
) -> None:
    page = open_page(f"{FIELDS}?etat={state}", javascript=javascript, width=320)

    assert walk(page, TIME_KEYS) == []


def test_without_javascript_everything_is_typed_sent_and_understood(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{FIELDS}?etat=remplis", javascript=False, width=320)
    page.get_by_label("Latitude").fill("49,2")
    page.get_by_label("Mardi matin, ouverture", exact=True).fill("10:00")
    page.get_by_label("À quel rythme").select_option("Chaque mois, le même jour de la semaine")
    page.get_by_label("Lequel du mois").select_option("premier")
    page.get_by_label("Jour de la semaine").select_option("lundi")

    send(page)

    taken = page.locator(".alert--success")
    expect(taken).to_contain_text("Téléphone : +33231000000")
    expect(taken).to_contain_text("Point(latitude=49.2, longitude=-0.37132)")
    expect(taken).to_contain_text("Tu 10:00-12:00,14:00-18:00")
    expect(taken).to_contain_text("FREQ=MONTHLY")
    expect(page.locator("event-dates")).to_contain_text("lundi 7 juin 2027")


def test_what_is_wrong_is_said_beside_its_input_and_nothing_typed_is_lost(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{FIELDS}?etat=remplis", expected_errors=(422,))
    page.get_by_label("Latitude").fill("un peu au nord")
    page.get_by_label("Mercredi matin, fermeture", exact=True).first.fill("08:00")
    page.get_by_label("Jusqu’au").fill("2027-06-30")

    send(page)

    expect(page.get_by_label("Latitude")).to_have_value("un peu au nord")
    expect(page.get_by_role("group", name="Position")).to_have_accessible_description(
        "En degrés. Erreur : La latitude est un nombre de degrés, par exemple 49.18585."
    )
    closing = page.get_by_label("Mercredi matin, fermeture", exact=True).first
    expect(closing).to_have_value("08:00")
    expect(closing).to_have_accessible_description(
        "Mercredi matin : la fermeture doit venir après l’ouverture."
    )
    expect(page.get_by_label("Jusqu’au")).to_have_value("2027-06-30")
    expect(page.get_by_label("Ou nombre de fois")).to_have_accessible_description(
        "En comptant la première. Donnez une date de fin ou un nombre de fois, pas les deux."
    )
    assert page.locator("hours-editor [aria-invalid=true]").count() == 1


def test_the_sentence_of_the_hours_and_the_dates_follow_what_is_typed(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(f"{FIELDS}?etat=remplis")
    page.get_by_label("Samedi matin, ouverture", exact=True).fill("10:00")
    page.get_by_label("Samedi matin, fermeture", exact=True).fill("11:00")
    sentence(page).to_contain_text("le samedi de 10 h à 11 h")

    page.get_by_label("Ou nombre de fois").fill("3")
    expect(page.locator("event-dates")).to_contain_text("Chaque lundi, 3 fois")


def test_a_preview_that_cannot_be_had_is_said(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{FIELDS}?etat=remplis", expected_errors=(503,))
    page.route("**/formulaires/horaires/", lambda route: route.fulfill(status=503))
    page.route("**/formulaires/dates/", lambda route: route.fulfill(status=503))

    page.get_by_label("Samedi matin, ouverture", exact=True).fill("10:00")
    page.get_by_label("Ou nombre de fois").fill("3")

    sentence(page).to_have_text("")
    expect(page.locator("hours-editor [data-error]")).to_contain_text("n’a pas pu être mis à jour")
    expect(page.locator("event-dates")).to_contain_text("n’a pas pu être mis à jour")


def numbers(page: Page) -> tuple[float, float]:
    latitude, longitude = (
        page.get_by_label(name).input_value() for name in ("Latitude", "Longitude")
    )
    return float(latitude), float(longitude)


def test_a_point_is_chosen_with_the_mouse(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{FIELDS}?etat=remplis")
    canvas = page.locator("point-map[data-ready] [data-canvas]")
    box = canvas.bounding_box()
    before = numbers(page)

    canvas.click(position={"x": box["width"] / 2 + 60, "y": box["height"] / 2})
    clicked = numbers(page)
    assert clicked[1] > before[1]
    assert abs(clicked[0] - before[0]) < 0.001

    pin = page.locator(".point-map__marker").bounding_box()
    x, y = pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 50, steps=5)
    page.mouse.up()
    assert numbers(page)[0] > clicked[0]


def test_a_point_is_chosen_with_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page(FIELDS)
    expect(page.locator("point-map")).to_have_attribute("data-ready", "")

    tab_to(page, "point-map [data-canvas]")
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # Leaflet lets the map glide
    tab_to(page, "point-map [data-centre]")
    page.keyboard.press("Enter")

    latitude, longitude = numbers(page)
    assert 48.10 < latitude < 50.08
    assert -0.075 < longitude < 1.83  # further east than the middle of the region
    expect(page.locator("point-map [data-message]")).to_contain_text("Repère placé")


def test_the_map_goes_where_the_numbers_say_and_leaves_them_as_they_were_typed(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(FIELDS)
    expect(page.locator("point-map")).to_have_attribute("data-ready", "")
    expect(page.locator(".point-map__marker")).to_have_count(0)

    page.get_by_label("Latitude").fill("49,18")
    page.get_by_label("Longitude").fill("-0,37")
    page.keyboard.press("Tab")

    expect(page.locator(".point-map__marker")).to_be_visible()
    expect(page.get_by_label("Latitude")).to_have_value("49,18")
    page.get_by_label("Latitude").fill("")
    page.keyboard.press("Tab")
    expect(page.locator(".point-map__marker")).to_have_count(0)


def test_on_paper_the_answers_stay_and_the_tools_go(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{FIELDS}?etat=remplis")
    page.emulate_media(media="print")

    expect(page.get_by_label("Latitude")).to_be_visible()
    expect(page.get_by_label("Lundi matin, ouverture", exact=True)).to_be_visible()
    expect(page.locator("point-map")).to_be_hidden()
    expect(page.get_by_role("button", name="Recopier lundi jusqu’à vendredi")).to_be_hidden()


def test_signing_in_by_keyboard_says_what_is_wrong_first(
    open_page: Callable[..., Page], demo_places: list[PlacePage]
) -> None:
    page = open_page("/connexion/", width=320, expected_errors=(422,))
    expect(page.get_by_label("Adresse électronique ou identifiant")).to_be_focused()
    page.keyboard.type("camille")
    page.keyboard.press("Tab")
    page.keyboard.type("au hasard")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator("#erreurs")).to_be_focused()
    expect(page.get_by_label("Adresse électronique ou identifiant")).to_have_value("camille")
    assert page.title().startswith("Erreur")
