"""Who opens what of the accounts: one's own alone, and nothing before one is signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from wagtail.models import Collection, CollectionViewRestriction

from core.tokens import issue_token
from normandie.espace.services.invitations import PURPOSE, invite
from normandie.users.urls import ACCOUNT
from tests.admin_addresses import Address, answer, site_addresses
from tests.editorial.media import make_document
from tests.factories import PlacePageFactory, UserFactory
from tests.roles import FAILED, LOGIN, OPEN, signed_in, team_group

pytestmark = pytest.mark.django_db

OF_ACCOUNTS = (
    *("account_", "mfa_", "usersessions_", "socialaccount_", "proconnect_"),
    *("invitation", "logout_everywhere"),
)
ADDRESSES = [each for each in site_addresses() if each.name.startswith(OF_ACCOUNTS)]
OWN = {str(entry.name) for entry in ACCOUNT} | {"logout_everywhere"}
# Of who has no second factor, and of a key that somebody else has.
NOT_THERE = {"mfa_view_recovery_codes", "mfa_deactivate_totp", "mfa_remove_webauthn"}


def make_things() -> dict[str, Any]:
    key = Authenticator.objects.create(
        user=UserFactory(), type="webauthn", data={"name": "Clé", "credential": {}}
    )
    invitation = invite(PlacePageFactory(), "invitee@exemple.fr", UserFactory())
    return {
        "pk": key.pk,
        "uidb36": "1",
        "key": "set-password",
        "secret": issue_token(PURPOSE, invitation),
    }


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict[str, Any]:
    return made_once(make_things)


def found(role: str, things: dict[str, Any], addresses: list[Address], sent: bool) -> dict:
    client = signed_in(role)
    cookies = client.cookies.copy()
    answers = {}
    for address in addresses:
        client.cookies = cookies.copy()  # some sign out
        answers[address.name] = answer(client, address.path(things), sent=sent)
    return answers


@pytest.mark.parametrize("sent", [False, True])
def test_a_visitor_is_led_to_sign_in(things: dict[str, Any], sent: bool) -> None:
    own = [address for address in ADDRESSES if address.name in OWN]

    answers = found("visitor", things, own, sent)

    assert {name for name, said in answers.items() if said != LOGIN} == set()
    assert set(answers) == OWN


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_each_opens_their_own_account_and_no_key_of_another(
    things: dict[str, Any], role: str
) -> None:
    own = [address for address in ADDRESSES if address.name in OWN - {"logout_everywhere"}]

    answers = found(role, things, own, sent=False)

    wrong = {name: said for name, said in answers.items() if (said == OPEN) == (name in NOT_THERE)}
    assert wrong == {}


def test_a_document_for_the_team_is_not_served_to_a_manager() -> None:
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Équipe"))
    closed = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    closed.groups.add(team_group())
    document = make_document()
    document.collection = collection
    document.save()

    found = {role: answer(signed_in(role), document.url) for role in ("manager", "team")}

    assert found == {"manager": LOGIN, "team": OPEN}


@pytest.mark.parametrize("role", ["visitor", "manager", "admin"])
@pytest.mark.parametrize("sent", [False, True])
def test_no_address_breaks_whatever_is_sent(things: dict[str, Any], role: str, sent: bool) -> None:
    answers = found(role, things, ADDRESSES, sent)

    assert [name for name, said in answers.items() if said == FAILED] == []
