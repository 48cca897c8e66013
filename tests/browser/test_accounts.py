"""Accounts in a real browser: a passkey as a telephone makes it, and pages that all can use."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from core.tokens import issue_token
from normandie.espace.services.invitations import PURPOSE, invite
from tests.browser.axe import violations
from tests.factories import PlacePageFactory, UserFactory

PASSWORD = "un mot de passe de 2026"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/connexion/")
    page.get_by_label("Adresse électronique ou identifiant").fill(name)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def test_staff_add_a_passkey_and_enter_the_admin_with_it_alone(
    open_page: Callable[..., Page], server: str, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    UserFactory(username="camille", password=PASSWORD, is_superuser=True)
    site = server.replace("127.0.0.1", "localhost")  # a number is the party of no passkey
    page = open_page("/healthz")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    sign_in(page, site, "camille")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte et ma sécurité")
    with page.expect_navigation():  # loaded: the button asks for the key by script
        page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_role("button", name="Ajouter cette clé").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes de secours")

    page.context.clear_cookies()
    page.goto(f"{site}/connexion/?next=/admin/")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()

    page.wait_for_url(f"{site}/admin/")


def test_pages_of_accounts_break_no_rule_of_accessibility(
    open_page: Callable[..., Page], server: str
) -> None:
    manager, place = UserFactory(username="gaelle", password=PASSWORD), PlacePageFactory()
    place.managers.add(manager)
    secret = issue_token(PURPOSE, invite(place, "alix@exemple.fr", manager))
    page = open_page("/connexion/", width=360)
    found = {"/connexion/": violations(page)}
    own = ["", "mot-de-passe/", "adresse/", "application/", "cles/ajouter/", "appareils/"]
    team = f"/espace/lieux/{place.pk}/equipe/"
    for path in ("/connexion/code/", "/mot-de-passe-oublie/", f"/invitation/{secret}/"):
        page.goto(path)
        found[path] = violations(page)
    sign_in(page, server, "gaelle")
    for path in (*(f"/compte/{each}" for each in own), team, f"{team}{manager.pk}/"):
        page.goto(path)
        found[path] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path

    assert {path: broken for path, broken in found.items() if broken} == {}
