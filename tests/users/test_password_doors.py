"""Whatever takes a password, a code or a reset can be tried so many times, then is shut."""

from abc import ABC, abstractmethod
from itertools import product
from threading import Barrier
from types import ModuleType

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.test import Client, RequestFactory
from django.urls import get_resolver, include, path, resolve, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.views.generic import FormView
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.limits import LimitExceeded, check_limits
from normandie.users.rate_limits import RATE_LIMITED_VIEWS
from tests.clock import in_december_2026
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.threads import at_once
from tests.users.doors import doors

pytestmark = [pytest.mark.django_db, in_december_2026]

PASSWORD, NEW = "un mot de passe de 2026", "un autre mot de passe de 2026"
# Staff choose a password there, which is compared with nothing.
CHOSEN_BY_STAFF = {
    "wagtailadmin_collections:set_privacy",
    *(f"wagtailusers_users:{view}" for view in ("add", "copy", "edit")),
}


class Door(ABC):
    """A door, tried by a browser with wrong secrets, then with the right one."""

    def __init__(self) -> None:
        self.user = UserFactory(username="camille", password=PASSWORD, is_superuser=True)

    def browser(self, address: str) -> Client:
        return Client(REMOTE_ADDR=address)

    @abstractmethod
    def is_open(self, client: Client) -> bool:
        """Whether the right secret did its work."""

    def password_is_new(self) -> bool:
        return get_user_model().objects.get(pk=self.user.pk).check_password(NEW)


class SignIn(Door):
    def data(self, secret: str) -> dict[str, str]:
        return {"login": "camille", "password": secret}

    url, right = "/connexion/", PASSWORD

    def is_open(self, client: Client) -> bool:
        return "_auth_user_id" in client.session


class ClosedPage(Door):
    right = "sésame"

    def __init__(self) -> None:
        self.page = PlacePageFactory(title="Réunion des gérants")
        restriction = PageViewRestriction.objects.create(
            page=self.page, restriction_type="password", password=self.right
        )
        self.url = f"/_util/authenticate_with_password/{restriction.pk}/{self.page.pk}/"

    def data(self, secret: str) -> dict[str, str]:
        return {"password": secret, "return_url": self.page.url}

    def is_open(self, client: Client) -> bool:
        return self.page.title in client.get(self.page.url).content.decode()


class ClosedCollection(Door):
    right = "sésame"

    def __init__(self) -> None:
        collection = Collection.get_first_root_node().add_child(instance=Collection(name="Gérants"))
        self.restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password=self.right
        )
        self.url = f"/documents/authenticate_with_password/{self.restriction.pk}/"

    def data(self, secret: str) -> dict[str, str]:
        return {"password": secret, "return_url": "/"}

    def is_open(self, client: Client) -> bool:
        key = self.restriction.passed_view_restrictions_session_key
        return self.restriction.pk in client.session.get(key, [])


class Reset(Door):
    """The secret is who has an account: what is asked for is a mail."""

    url, right = "/admin/password_reset/", "camille@exemple.fr"

    def data(self, secret: str) -> dict[str, str]:
        return {"email": secret if "@" in secret else f"{secret}@exemple.fr".replace(" ", "-")}

    def is_open(self, client: Client) -> bool:
        return [message.to for message in sent_mails()] == [["camille@exemple.fr"]]


class ResetConfirmation(Door):
    right = NEW

    def __init__(self) -> None:
        super().__init__()
        uid = urlsafe_base64_encode(force_bytes(self.user.pk))
        self.link = (uid, default_token_generator.make_token(self.user))
        self.url = reverse("wagtailadmin_password_reset_confirm", args=(uid, "set-password"))

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.get(reverse("wagtailadmin_password_reset_confirm", args=self.link))
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"new_password1": NEW, "new_password2": secret}

    def is_open(self, client: Client) -> bool:
        return self.password_is_new()


class Account(Door):
    url, right = "/admin/account/", PASSWORD

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.force_login(self.user)
        return client

    def data(self, secret: str) -> dict[str, str]:
        theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
        names = {f"name_email-{name}": "x" for name in ("first_name", "last_name")}
        passwords = {"old_password": secret, "new_password1": NEW, "new_password2": NEW}
        return (
            {f"password-{name}": value for name, value in passwords.items()}
            | theme
            | names
            | {"theme-keyboard_shortcuts": "on", "name_email-email": "camille@exemple.fr"}
        )

    def is_open(self, client: Client) -> bool:
        return self.password_is_new()


ATTACKS: dict[str, type[Door]] = {
    "login": SignIn,
    "wagtailadmin_password_reset": Reset,
    "wagtailadmin_password_reset_confirm": ResetConfirmation,
    "wagtailadmin_account": Account,
    "wagtailcore_authenticate_with_password": ClosedPage,
    "wagtaildocs_authenticate_with_password": ClosedCollection,
}
each_door = pytest.mark.parametrize("name", ATTACKS)
# Who is signed in already is counted alone, wherever they are.
each_public_door = pytest.mark.parametrize("name", sorted(set(ATTACKS) - {"wagtailadmin_account"}))


def test_every_view_that_takes_a_secret_is_limited_and_attacked() -> None:
    found = set(doors(get_resolver().url_patterns)) - CHOSEN_BY_STAFF

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
    assert set(doors(get_resolver().url_patterns)) - CHOSEN_BY_STAFF == {*new, *ATTACKS}


@each_door
def test_the_right_secret_opens_when_nobody_attacks(name: str) -> None:
    door = ATTACKS[name]()
    client = door.browser("192.0.2.7")

    response = client.post(door.url, door.data(door.right))

    assert response.status_code == 302
    assert door.is_open(client)


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
    assert 0 < int(refused["Retry-After"]) <= 900
    html = refused.content.decode()
    assert "<h1>Trop d’essais</h1>" in html
    assert '<footer class="site-footer"' in html
    assert not door.is_open(client)


@each_public_door
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


@each_public_door
def test_a_home_that_changes_of_network_is_one_sender(name: str) -> None:
    door = ATTACKS[name]()
    for number in range(70):
        client = door.browser(f"2001:db8:0:{number:x}::1")
        client.post(door.url, door.data(f"au hasard {number}"))
    client = door.browser("2001:db8:0:ff::1")

    assert client.post(door.url, door.data(door.right)).status_code == 429
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


def test_a_reset_does_not_tell_whether_the_account_exists() -> None:
    door = Reset()
    client = door.browser("192.0.2.7")

    def answers(address: str) -> list[tuple[int, bytes]]:
        sent = [client.post(door.url, {"email": address}) for _ in range(5)]
        return [(response.status_code, response.content) for response in sent]

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


def test_the_account_of_who_does_not_change_the_password_is_not_counted() -> None:
    door = Account()
    client = door.browser("192.0.2.7")
    others = {name: value for name, value in door.data("").items() if "password" not in name}

    assert [client.post(door.url, others).status_code for _ in range(12)] == [302] * 12
