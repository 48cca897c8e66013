"""The pictures of the guide of managers: their space on a phone."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.utils import timezone
from playwright.sync_api import Locator, Page

from normandie.demo import accounts
from tools.guide_pictures.taking import PHONE, Picture, Show

NEW_WORKSHOP = "Trier ses photos (exemple)"


def show_sign_in(page: Page) -> Iterator[None]:
    _show_from(page, page.get_by_role("heading", level=1))
    yield


def show_home(page: Page) -> Iterator[None]:
    _show_from(page, page.get_by_role("navigation", name="Gérer ce lieu"))
    yield


def show_hours(page: Page) -> Iterator[None]:
    page.get_by_role("link", name="Changer les horaires").click()
    _show_from(page, page.get_by_role("group", name="Horaires").first)
    yield


def show_closure(page: Page) -> Iterator[None]:
    page.get_by_role("link", name="Fermetures", exact=True).click()
    first = timezone.localdate() + timedelta(days=20)
    page.get_by_label("Fermé du").fill(first.isoformat())
    page.locator(".espace-period input").last.fill((first + timedelta(days=7)).isoformat())
    _show_from(page, page.get_by_role("heading", level=1))
    yield


def show_new_workshop(page: Page) -> Iterator[None]:
    _fill_workshop(page)
    _show_from(page, page.get_by_role("heading", level=1))
    yield


def show_check(page: Page) -> Iterator[None]:
    """A draft is made for the picture, and withdrawn."""
    _fill_workshop(page)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/verifier/")
    address = page.url
    _show_from(page, page.get_by_role("heading", level=1))
    yield
    page.goto(address.replace("/verifier/", "/retirer/"))
    page.get_by_role("button", name="Retirer cet atelier").click()


def show_date(page: Page) -> Iterator[None]:
    page.locator(".espace-date").first.get_by_role("link", name="Annuler").click()
    _show_from(page, page.get_by_role("heading", level=1))
    yield


def show_registrations(page: Page) -> Iterator[None]:
    page.get_by_role("link", name="Inscriptions", exact=True).click()
    page.locator(".registrations__dates a, .registrations a").first.click()
    _show_from(page, page.get_by_role("heading", level=1))
    yield


def show_screen(page: Page, link: str, heading: str = "") -> Iterator[None]:
    """Open the screen that *link* leads to, and show it from *heading*, or else from its title."""
    page.get_by_role("link", name=link, exact=True).first.click()
    title = page.get_by_role("heading", level=1)
    _show_from(page, page.get_by_role("heading", name=heading) if heading else title)
    yield


def _fill_workshop(page: Page) -> None:
    page.get_by_role("link", name="Ajouter un atelier").click()
    page.get_by_label("Titre").fill(NEW_WORKSHOP)
    day = timezone.localdate() + timedelta(days=10)
    page.get_by_label("Jour", exact=True).fill(day.isoformat())
    page.get_by_label("Début").fill("14:00")
    page.get_by_label("Fin").fill("16:00")


def _show_from(page: Page, first: Locator) -> None:
    """Put *first* near the top of the screen."""
    first.evaluate("it => window.scrollTo(0, it.getBoundingClientRect().top + scrollY - 16)")


AS_MANAGER: dict[str, Show] = {
    "accueil": show_home,
    "compte": partial(show_screen, link="Mon compte", heading="Une seconde protection"),
    "fermeture": show_closure,
    "horaires": show_hours,
    "ma-fiche": partial(show_screen, link="Ma fiche", heading="Modifier"),
    "nouvel-atelier": show_new_workshop,
    "verifier": show_check,
    "annuler-une-date": show_date,
    "inscriptions": show_registrations,
    "faire-connaitre": partial(
        show_screen, link="Faire connaître ce lieu", heading="Le programme du mois, à afficher"
    ),
    "frequentation": partial(show_screen, link="Fréquentation de la fiche"),
    "collectif": partial(show_screen, link="Le collectif des gérants"),
}
PICTURES = {
    "connexion": Picture(None, show_sign_in, PHONE),
    **{name: Picture(accounts.MANAGER, show, PHONE) for name, show in AS_MANAGER.items()},
}
