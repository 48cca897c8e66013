"""Whatever takes a password, a code or a reset can be tried so many times, then is shut."""

import re
from itertools import product
from threading import Barrier
from types import ModuleType

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.urls import get_resolver, include, path, resolve
from django.views.generic import FormView
from wagtail.models import PageViewRestriction

from core.limits import LimitExceeded, check_limits
from normandie.users.rate_limits import RATE_LIMITED_VIEWS
from tests.clock import in_december_2026
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.threads import at_once
from tests.users.attacks import ATTACKS, NEW, PASSWORD, PUBLIC, Reset, SecondFactor, SignIn
from tests.users.doors import doors

pytestmark = [pytest.mark.django_db, in_december_2026]

# Staff choose a password there, which is compared with nothing.
CHOSEN_BY_STAFF = {
    "wagtailadmin_collections:set_privacy",
    *(f"wagtailusers_users:{view}" for view in ("add", "copy", "edit")),
}


# Wagtail asks for a password there unless it is told not to (WAGTAIL_PASSWORD_MANAGEMENT_ENABLED).
CLOSED = {"wagtailadmin_account"}


# Who tries six figures there has given the password: the account itself is counted.
COUNTED_EVERYWHERE = {"mfa_authenticate"}
each_door = pytest.mark.parametrize("name", ATTACKS)
each_public_door = pytest.mark.parametrize("name", sorted(PUBLIC))


def test_every_view_that_takes_a_secret_is_limited_and_attacked() -> None:
    found = set(doors(get_resolver().url_patterns)) - CHOSEN_BY_STAFF - CLOSED

    assert found == set(RATE_LIMITED_VIEWS) == set(ATTACKS)


def test_a_new_view_that_asks_for_a_code_would_be_found(settings) -> None:
    class CodeForm(forms.Form):
        recovery_code = forms.CharField()

    class CodeView(FormView):
        form_class = CodeForm

    def show(request, form_class):
        """A view that its address gives a form."""

    settings.ROOT_URLCONF = ModuleType("urls_with_a_new_door")
    settings.ROOT_URLCONF.urlpatterns = [
        path("code/<int:pk>/", CodeView.as_view(), name="code"),
        path("code/", CodeView.as_view()),
        path("given/", FormView.as_view(form_class=CodeForm), name="given"),
        path("shown/", show, {"form_class": CodeForm}, name="shown"),
        path("", include("normandie.urls")),
    ]

    new = {"code", "code/", "given", "shown"}
    assert set(doors(get_resolver().url_patterns)) - CHOSEN_BY_STAFF - CLOSED == {*new, *ATTACKS}


@pytest.mark.one_engine
@each_door
def test_the_right_secret_opens_when_nobody_attacks(name: str) -> None:
    door = ATTACKS[name]()
    client = door.browser("192.0.2.7")

    response = client.post(door.url, door.data(door.right))

    assert response.status_code == 302
    assert door.is_open(client)


@pytest.mark.one_engine
@each_door
def test_after_forty_wrong_ones_the_right_one_is_not_looked_at(name: str) -> None:
    door = ATTACKS[name]()
    client = door.browser("192.0.2.7")
    statuses = [
        client.post(door.url, door.data(f"au hasard {number}")).status_code for number in range(40)
    ]
    assert 429 not in statuses[:3]  # anyone may be mistaken

    refused = client.post(door.url, door.data(door.right))

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    html = refused.content.decode()
    assert "<h1>Trop d’essais</h1>" in html
    assert '<footer class="site-footer"' in html
    assert not door.is_open(client)


@pytest.mark.one_engine
@pytest.mark.parametrize("name", sorted(set(PUBLIC) - COUNTED_EVERYWHERE))
def test_who_comes_from_elsewhere_is_not_kept_out(name: str) -> None:
    door = ATTACKS[name]()
    client = door.browser("192.0.2.7")
    for number in range(40):
        client.post(door.url, door.data(f"au hasard {number}"))
    elsewhere = door.browser("198.51.100.7")

    elsewhere.post(door.url, door.data(door.right))

    assert door.is_open(elsewhere)


@each_door
def test_forty_at_once_are_no_more_than_one_after_the_other(name: str) -> None:
    door = ATTACKS[name]()
    request = RequestFactory().post(door.url, door.data("au hasard"), REMOTE_ADDR="192.0.2.7")
    request.user = UserFactory()
    kwargs = resolve(door.url).kwargs
    together = Barrier(40)

    def try_one() -> bool:
        limits = RATE_LIMITED_VIEWS[name](request, **kwargs)
        together.wait(timeout=30)
        try:
            check_limits(limits)
        except LimitExceeded:
            return False
        return True

    most = min(limit.number for limit in RATE_LIMITED_VIEWS[name](request, **kwargs))
    assert sum(at_once(try_one, 40)) == most


@pytest.mark.one_engine
@each_public_door
def test_a_home_that_changes_of_network_is_one_sender(name: str) -> None:
    door = ATTACKS[name]()
    for number in range(70):
        client = door.browser(f"2001:db8:0:{number:x}::1")
        client.post(door.url, door.data(f"au hasard {number}"))
    client = door.browser("2001:db8:0:ff::1")

    assert client.post(door.url, door.data(door.right)).status_code == 429
    assert not door.is_open(client)


def test_figures_of_a_second_factor_are_not_tried_from_everywhere() -> None:
    door = SecondFactor()
    for number in range(12):
        door.browser(f"192.0.{number}.7").post(door.url, door.data("000000"))
    client = door.browser("198.51.100.7")

    client.post(door.url, door.data(door.right))

    assert not door.is_open(client)


def test_a_common_password_is_not_tried_on_each_name() -> None:
    door = SignIn()
    client = door.browser("192.0.2.7")
    for number in range(100):
        client.post(door.url, {"login": f"compte-{number}", "password": "azerty"})

    assert client.post(door.url, door.data(door.right)).status_code == 429


def test_a_mailbox_gets_three_resets_an_hour_from_the_whole_world() -> None:
    door = Reset()
    told = set()
    for number in range(12):
        data = {"email": "Camille@exemple.fr" if number % 2 else "camille@exemple.fr"}
        told.add(door.browser(f"192.0.{number}.7").post(door.url, data).status_code)

    assert len(sent_mails()) == 3
    assert told == {302, 429}


@pytest.mark.parametrize("name", ["account_reset_password", "account_request_login_code"])
def test_what_is_asked_for_does_not_tell_whether_the_account_exists(name: str) -> None:
    door = ATTACKS[name]()

    def answers(address: str) -> list[tuple[int, str, str]]:
        client = Client()
        sent = [client.post(door.url, {"email": address}, follow=True) for _ in range(5)]
        return [
            (
                answer.status_code,
                answer.redirect_chain,
                re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(
                    address, "…"
                ),
            )
            for answer in sent
        ]

    assert answers("camille@exemple.fr") == answers("personne@exemple.fr")


def test_a_page_for_people_with_an_account_leads_to_the_one_address_to_sign_in(
    client: Client,
) -> None:
    page = PlacePageFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get(page.url)["Location"] == f"/connexion/?next={page.url}"
    for method, door in product((client.get, client.post), ("/_util/login/", "/admin/login/")):
        response = method(f"{door}?next=/annuaire/")
        assert response.status_code == 302
        assert response["Location"] == "/connexion/?next=/annuaire/"


def test_the_admin_changes_neither_password_nor_address() -> None:
    user = UserFactory(password=PASSWORD, is_superuser=True)
    client = Client()
    client.force_login(user)

    page = client.get("/admin/account/").content.decode()
    client.post(
        "/admin/account/",
        {
            "name_email-first_name": "Camille",
            "name_email-last_name": "Durand",
            "name_email-email": "autre@exemple.fr",
            "password-old_password": PASSWORD,
            "password-new_password1": NEW,
            "password-new_password2": NEW,
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    assert "old_password" not in page
    after = get_user_model().objects.get(pk=user.pk)
    assert after.first_name == "Camille"
    assert after.check_password(PASSWORD)
    assert after.email == user.email


def test_what_wagtail_would_reset_leads_to_ours(client: Client) -> None:
    for rest in ("", "confirm/Mg/abc-def/", "done/"):
        answer = client.get(f"/admin/password_reset/{rest}")
        assert answer["Location"] == "/mot-de-passe-oublie/"
