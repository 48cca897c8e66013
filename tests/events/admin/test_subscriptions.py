"""Staff answer who asks what the letter holds on her, and erase it."""

import json
import logging
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from core.models import AccessToken
from directory.models import Departement
from events.models import Subscription, Theme
from events.services.letter import CONSENT
from events.services.letter.subscriptions import leave_url
from tests.factories import UserFactory
from tests.reading import text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
CAMILLE = "camille@exemple.fr"
ASKED = datetime(2026, 11, 2, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))


def url(view: str, *args: int) -> str:
    return reverse(f"events_subscriptions:{view}", args=args)


def subscribed(email: str = CAMILLE, **fields: object) -> Subscription:
    values = {"consent": CONSENT, "asked_at": ASKED, "confirmed_at": ASKED} | fields
    return Subscription.objects.create(email=email, **values)


def find(client: Client, email: str) -> HttpResponseBase:
    return client.post(url("index"), {"email": email}, follow=True)


def test_a_person_is_found_by_her_whole_address_with_the_proof_of_her_consent(
    team: Client,
) -> None:
    subscription = subscribed(sent_for=date(2026, 11, 16))
    subscription.departements.add(Departement.objects.get(code="50"))
    subscription.themes.add(Theme.objects.create(name="Images", slug="images"))

    text = text_of(find(team, " Camille@EXEMPLE.fr "))

    for said in (
        CAMILLE,
        "État confirmé",
        "Départements Manche",
        "Thèmes Images",
        f"Accord donné {CONSENT}",
        "Demandé le 02/11/2026 à 09:30",
        "Confirmé le 02/11/2026 à 09:30",
        "Dernière lettre semaine du 16/11/2026",
    ):
        assert said.replace("\u00a0", " ") in text


@pytest.mark.parametrize("typed", ["camille", "@exemple.fr", "camill@exemple.fr", "", "\x00", "a'"])
def test_no_part_of_an_address_finds_anybody(team: Client, typed: str) -> None:
    subscribed()

    response = team.post(url("index"), {"email": typed})

    assert response.status_code == 200
    assert CAMILLE not in response.content.decode()


def test_the_screen_counts_and_lists_nobody(team: Client) -> None:
    subscribed()
    subscribed("dominique@exemple.fr", confirmed_at=None)

    html = team.get(url("index")).content.decode()

    assert "1 abonnement confirmé, 1 demande en attente" in html
    assert "@exemple.fr" not in html


def test_a_request_that_is_not_confirmed_is_held_too(team: Client) -> None:
    subscribed(confirmed_at=None)

    text = text_of(find(team, CAMILLE))

    assert "en attente de confirmation" in text
    assert "toute la région" in text


def test_she_gets_a_copy_of_all_that_is_held_and_of_no_secret(team: Client) -> None:
    first = subscribed()
    subscribed(confirmed_at=None)
    secret = leave_url("https://exemple.fr/", first).split("/")[-3]

    response = team.post(url("export", first.pk))

    assert "attachment" in response["Content-Disposition"]
    told = json.loads(response.content)
    assert told["adresse électronique"] == CAMILLE
    states = [each["état"] for each in told["abonnements"]]
    assert states == ["confirmé", "en attente de confirmation"]
    for hidden in (secret, AccessToken.objects.get().digest):
        assert hidden not in response.content.decode()
        assert hidden not in find(team, CAMILLE).content.decode()


def test_all_that_is_held_on_her_is_erased_when_she_asks(team: Client) -> None:
    first = subscribed()
    subscribed(confirmed_at=None)
    other = subscribed("dominique@exemple.fr")

    assert CAMILLE in text_of(team.get(url("erase", first.pk)))
    assert Subscription.objects.count() == 3  # to look erases nothing

    response = team.post(url("erase", first.pk), follow=True)

    assert "sont effacés" in text_of(response)
    assert list(Subscription.objects.all()) == [other]


def test_what_was_done_is_logged_without_the_address(
    team: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    subscription = subscribed()

    response = find(team, CAMILLE)
    team.post(url("export", subscription.pk))
    team.post(url("erase", subscription.pk))

    assert "camille" not in " ".join(address for address, _ in response.redirect_chain)
    assert "camille" not in caplog.text
    entries = ModelLogEntry.objects.filter(object_id=str(subscription.pk)).order_by("pk")
    assert [entry.action for entry in entries] == [
        "events.subscription_exported",
        "events.subscription_erased",
    ]
    for entry in entries:
        assert entry.user_id == int(team.session["_auth_user_id"])
        assert "camille" not in f"{entry.label} {entry.data}"
    assert "à la demande de la personne" in text_of(
        signed_in("admin").get(reverse("wagtailadmin_reports:site_history"))
    )


def test_who_writes_pages_neither_takes_nor_erases_a_subscription() -> None:
    subscription = subscribed()
    editor = signed_in("editor")

    assert editor.post(url("export", subscription.pk)).status_code == 302
    assert editor.post(url("erase", subscription.pk)).status_code == 302
    assert Subscription.objects.exists()


def test_a_number_that_names_nobody_is_not_found(team: Client) -> None:
    for number in (1, 2**63):
        assert team.get(url("person", number)).status_code == 404
        assert team.post(url("export", number)).status_code == 404


def test_nobody_writes_a_subscription_whatever_the_rights() -> None:
    policy = policy_registry.get_by_type(Subscription)
    admin = UserFactory(is_superuser=True)

    allowed = {
        action: policy.user_has_permission(admin, action)
        for action in ("view", "delete", "add", "change")
    }
    assert allowed == {"view": True, "delete": True, "add": False, "change": False}
