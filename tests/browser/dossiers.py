"""How a carrier fills a file in, from the keyboard, and what each page must be on the way."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from ami.models import CallPage
from tests.ami.factories import CallPageFactory
from tests.browser.axe import violations

Open = Callable[..., Page]
CARRIER = "camille@exemple.fr"


def an_open_call() -> CallPage:
    now, day = timezone.now(), timedelta(days=1)
    return CallPageFactory(opens_at=now - day, closes_at=now + 20 * day, results_at=now + 40 * day)


def start(page: Page) -> None:
    page.get_by_label("Votre adresse électronique").fill(CARRIER)
    page.get_by_role("button", name="Commencer mon dossier").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon dossier")


def fits(page: Page) -> None:
    """Check the page that shows: nothing beside the screen, no rule of accessibility broken.

    A link of the summary of errors leaves nothing in the address of the pages that follow.
    """
    page.wait_for_load_state()
    assert "#" not in page.url
    assert page.viewport_size
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    found = violations(page)
    assert found == [], found


def arrives_at(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    fits(page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer et continuer").press("Enter")


def fill_in_structure(page: Page) -> None:
    """Fill the first part in from the keyboard, through its errors."""
    page.get_by_role("link", name="Votre structure").press("Enter")
    go_on(page)
    expect(page.locator("#erreurs")).to_be_focused()
    fits(page)
    page.get_by_role("link", name="Remplissez « Nom de la structure »").press("Enter")
    page.keyboard.type("Les Amis du Bocage")
    page.get_by_label("Association", exact=True).check()
    page.get_by_label("Adresse postale").fill("1 place de la Mairie")
    page.locator("#id_commune").fill("Caen (14000)")
    page.keyboard.press("Escape")
    go_on(page)


def fill_in_project(page: Page) -> None:
    page.get_by_label("Titre du projet").fill("Un atelier mobile")
    page.get_by_label("Inclusion numérique").check()
    page.get_by_label("Habitants").check()
    page.get_by_label("Une idée").check()
    page.get_by_label("Description").fill("Aller de bourg en bourg.")
    page.get_by_label("Un financement").check()
    go_on(page)


def fill_in_meeting(page: Page) -> None:
    page.get_by_role("group", name="Souhaitez-vous").get_by_label("Non", exact=True).check()
    page.get_by_role("group", name="La Région peut-elle").get_by_label("Oui", exact=True).check()
    go_on(page)


def a_pdf(name: str) -> FilePayload:
    """Return a file to join, of its own: the same one is taken once."""
    content = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF" + name.encode()
    return {"name": name, "mimeType": "application/pdf", "buffer": content}
