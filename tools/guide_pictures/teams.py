"""The pictures of the guide of the teams."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from ami.admin.addresses import LIST
from normandie.demo import accounts
from normandie.demo.call_texts import ANSWERED_CALL, CALL, SERVED_CALL
from tools.guide_pictures.taking import Picture

NEW_CALL, NEW_SLUG = "Lieux d’entraide numérique (exemple)", "lieux-d-entraide-exemple"


def _open_call(page: Page, title: str) -> None:
    """Open the form of the call *title*, found as anybody would."""
    page.goto(f"{reverse('wagtailadmin_pages:search')}?q={title}")
    page.get_by_role("link", name=title, exact=True).first.click()
    page.get_by_role("tab", name="L’appel").wait_for()


def _open_queue(page: Page, state: str) -> None:
    """Open the queue of the files in *state*, as staff call it."""
    page.goto(reverse(LIST))
    page.get_by_role("navigation", name="Dossiers par état").get_by_text(state).click()
    page.get_by_text("Il y a ").wait_for()


def _open_file(page: Page, state: str) -> None:
    """Open the first file of the queue in *state*."""
    _open_queue(page, state)
    page.locator(".listing tbody a").first.click()
    page.get_by_role("heading", name="Ce qui est déposé").wait_for()


def show_new_call_menu(page: Page) -> Iterator[None]:
    _open_call(page, CALL["title"])
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Nouvel appel d’après celui-ci").wait_for()
    yield


def show_readiness(page: Page) -> Iterator[None]:
    """A new call is made of the example, opened in a month, and left without a closing."""
    _open_call(page, CALL["title"])
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Nouvel appel d’après celui-ci").click()
    page.get_by_label("Nouveau titre").fill(NEW_CALL)
    page.get_by_label("Nouveau slug").fill(NEW_SLUG)
    page.get_by_label("Publier la copie").uncheck()
    page.get_by_role("button", name="Copier cette page").click()
    _open_call(page, NEW_CALL)
    address = page.url
    page.get_by_role("tab", name="Dates").click()
    opening = timezone.localtime() + timedelta(days=30)
    page.get_by_label("Ouverture").fill(opening.strftime("%d/%m/%Y 09:00"))
    page.get_by_role("tab", name="L’appel").click()
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_text("Donnez la date de clôture.").wait_for()
    yield
    page.goto(address.replace("/edit/", "/delete/"))
    page.get_by_role("button", name="Oui, le supprimer").click()


def show_grid(page: Page) -> Iterator[None]:
    _open_call(page, CALL["title"])
    page.get_by_role("tab", name="Étude").click()
    yield


def show_queue(page: Page) -> Iterator[None]:
    _open_queue(page, "En analyse")
    page.get_by_role("button", name="Afficher les filtres").click()
    yield


def show_file(page: Page) -> Iterator[None]:
    _open_file(page, "Rencontre tenue")
    yield


def show_orienting(page: Page) -> Iterator[None]:
    _open_file(page, "Rencontre tenue")
    page.get_by_role("link", name="Orienter", exact=True).click()
    page.get_by_label("Accompagnement en ingénierie").first.check()
    page.get_by_label("Ce qui est proposé").first.fill(
        "Trois demi-journées avec une chargée de projet, pour préciser le budget."
    )
    page.get_by_label("Pourquoi").first.fill("Le projet est prêt, il lui manque un plan.")
    page.get_by_label("Accompagnement en ingénierie").first.scroll_into_view_if_needed()
    yield


def show_figures(page: Page) -> Iterator[None]:
    page.goto(f"{reverse('ami_figures:index')}?appel={CALL['slug']}")
    # The heading of the map comes just below the title of the screen, which stays.
    page.get_by_role("link", name="Exporter ces dossiers").evaluate("link => link.scrollIntoView()")
    yield


def show_results(page: Page) -> Iterator[None]:
    page.goto(f"/appels/{ANSWERED_CALL['slug']}/resultats/")
    yield


def show_bordereau(page: Page) -> Iterator[None]:
    page.goto(reverse("ami_eliminations:index"))
    row = page.get_by_role("row").filter(has_text=SERVED_CALL["title"])
    row.get_by_role("link").first.click()
    yield


def show_review(page: Page) -> Iterator[None]:
    page.goto(reverse("wagtailadmin_home"))
    page.get_by_role("link", name="Comparer").first.click()
    page.get_by_role("button", name="Approuver et publier").wait_for()
    yield


def show_trust(page: Page) -> Iterator[None]:
    page.goto(f"{reverse('espace_follow_up:index')}?managed=oui")
    page.get_by_role("link", name="Confiance").first.click()
    yield


def show_follow_up(page: Page) -> Iterator[None]:
    page.goto(f"{reverse('espace_follow_up:index')}?managed=oui")  # those of the demo are invented
    yield


PICTURES = {
    "nouvel-appel": Picture(accounts.TEAM, show_new_call_menu),
    "avant-d-ouvrir": Picture(accounts.TEAM, show_readiness),
    "grille": Picture(accounts.TEAM, show_grid),
    "file-des-dossiers": Picture(accounts.REVIEWER, show_queue),
    "dossier": Picture(accounts.LEAD, show_file),
    "orienter": Picture(accounts.LEAD, show_orienting),
    "chiffres": Picture(accounts.LEAD, show_figures),
    "resultats": Picture(accounts.LEAD, show_results),
    "bordereau": Picture(accounts.LEAD, show_bordereau),
    "relire": Picture(accounts.TEAM, show_review),
    "confiance": Picture(accounts.TEAM, show_trust),
    "suivi-des-fiches": Picture(accounts.TEAM, show_follow_up),
}
