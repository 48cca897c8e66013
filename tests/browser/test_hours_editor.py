"""The table of hours of the admin, filled by hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from directory.models import PlacePage
from tests.browser.axe import TAGS, script
from tests.factories import PlacePageFactory

HOURS = "Mo 09:00-12:00,14:00-17:30; PH off"


@pytest.fixture
def place(db: None) -> PlacePage:
    return PlacePageFactory(hours=HOURS)


@pytest.fixture
def editor(open_admin: Callable[..., Page], place: PlacePage) -> Page:
    """The sheet of a place open in the admin on its hours."""
    return open_admin(f"/admin/pages/{place.pk}/edit/#tab-essentiel")


def sentence(page: Page) -> object:
    return expect(page.locator("hours-editor [data-sentence]"))


def fill(page: Page, **times: str) -> None:
    """Type times: ``fill(page, Mardi_matin_ouverture="09:00")``."""
    for label, time in times.items():
        day, slot, end = label.split("_")
        page.get_by_label(f"{day} {slot}, {end}", exact=True).fill(time)


def test_the_sentence_or_the_mistake_follows_what_is_typed(editor: Page) -> None:
    sentence(editor).to_contain_text("Le lundi de 9 h à 12 h et de 14 h à 17 h 30.")
    fill(editor, Mardi_matin_ouverture="10:00", Mardi_matin_fermeture="12:30")
    sentence(editor).to_contain_text("le mardi de 10 h à 12 h 30")
    assert "Tu 10:00-12:30" in editor.locator("[name=hours-osm]").input_value()
    fill(editor, Mardi_matin_fermeture="09:00")
    expect(editor.locator("hours-editor [data-error]")).to_contain_text(
        "Mardi matin : la fermeture doit venir après l’ouverture."
    )
    fill(editor, Mardi_matin_fermeture="13:00")
    expect(editor.locator("hours-editor [data-error]")).to_be_hidden()


def test_a_day_is_copied_up_to_friday_by_keyboard(editor: Page) -> None:
    button = editor.get_by_role("button", name="Recopier lundi jusqu’à vendredi")
    button.focus()
    editor.keyboard.press("Enter")
    sentence(editor).to_contain_text("Du lundi au vendredi de 9 h à 12 h et de 14 h à 17 h 30.")
    expect(editor.get_by_label("Samedi matin, ouverture", exact=True)).to_have_value("")


def test_the_second_week_shows_when_it_counts(editor: Page) -> None:
    holidays = "Vacances scolaires, mercredi matin, ouverture"
    expect(editor.get_by_label(holidays)).to_be_hidden()
    editor.get_by_label("Autres horaires").check()
    editor.get_by_label(holidays).fill("10:00")
    editor.get_by_label("Vacances scolaires, mercredi matin, fermeture").fill("11:00")
    sentence(editor).to_contain_text("vacances scolaires : le mercredi de 10 h à 11 h.")


def test_closures_are_added_and_saved(editor: Page, place: PlacePage) -> None:
    editor.get_by_role("button", name="Ajouter une fermeture").click()
    expect(editor.get_by_label("Fermeture 3, premier jour")).to_be_focused()
    editor.get_by_label("Fermeture 3, premier jour").fill("2026-12-24")
    editor.get_by_label("Fermeture 3, dernier jour").fill("2027-01-03")
    sentence(editor).to_contain_text(
        "Fermeture exceptionnelle du 24 décembre 2026 au 3 janvier 2027."
    )
    editor.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(editor.get_by_label("Fermeture 1, premier jour")).to_have_value("2026-12-24")
    place.refresh_from_db()
    draft = place.get_latest_revision_as_object()
    assert draft.hours == f"{HOURS}; 2026 Dec 24-2027 Jan 03 off"


def test_typing_the_text_puts_the_table_aside(editor: Page) -> None:
    editor.get_by_text("Écrire en format OpenStreetMap").click()
    editor.get_by_label("Horaires en format OpenStreetMap").fill("week 1-53/2 Mo 09:00-12:00")
    expect(editor.get_by_label("Utiliser ce texte à la place du tableau")).to_be_checked()
    sentence(editor).to_contain_text("Semaines impaires, le lundi de 9 h à 12 h.")


def test_the_table_has_no_accessibility_fault(editor: Page) -> None:
    editor.get_by_label("Autres horaires").check()
    editor.get_by_text("Écrire en format OpenStreetMap").click()
    editor.evaluate(script())
    for width in (1280, 360):
        # High enough for the bar of buttons of the admin to hide nothing.
        editor.set_viewport_size({"width": width, "height": 4000})
        found = editor.evaluate(
            "tags => axe.run('hours-editor', {runOnly: {type: 'tag', values: tags}})", TAGS
        )
        assert [violation["help"] for violation in found["violations"]] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_ring_of_the_focus_is_whole(
    open_admin: Callable[..., Page], place: PlacePage, width: int
) -> None:
    page = open_admin(f"/admin/pages/{place.pk}/edit/#tab-essentiel", width=width)
    expect(page.locator(".hours-editor__table")).to_be_visible()

    room = page.evaluate("""() => {
        const left = element => element.getBoundingClientRect().left;
        const table = document.querySelector(".hours-editor__table");
        const inputs = [...table.querySelectorAll("input, button")];
        return Math.min(...inputs.filter(each => each.offsetParent).map(left)) - left(table);
    }""")
    assert room >= 6  # pixels: its width and its distance (base.css)
