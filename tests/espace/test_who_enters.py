"""Who may open what of the managers' space: every address, read and sent, as everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from directory.models import PlacePage, PolePage
from normandie.espace.collective_urls import urlpatterns as collective
from tests.admin_addresses import Address, answer, site_addresses
from tests.espace.things import make_things
from tests.factories import PlacePageFactory, UserFactory
from tests.roles import LOGIN, OPEN, REFUSED, signed_in

pytestmark = pytest.mark.django_db

ADDRESSES = [each for each in site_addresses() if each.name.startswith("espace:")]
OWN, OTHER, REVOKED = "manager of the place", "manager of another place", "manager no more"
OF_POLE = "person of the pôle"
WHO = (OWN, OTHER, REVOKED, OF_POLE, "visitor", "team", "admin")
# What is about a pôle opens to its people alone; of the rest, they have the home and the guide.
OF_POLES = frozenset({"espace:pole", "espace:pole_page", "espace:pole_contacts"})
TO_POLES = OF_POLES | {"espace:home", "espace:guide"}
# What is not about one place opens to whoever manages one.
OF_NO_PLACE = frozenset(
    {
        *("espace:home", "espace:hours_preview", "espace:guide"),
        *(f"espace:{each.name}" for each in collective),
    }
) - {
    # A loan is of the place that borrows, and of the one that hands the kit over.
    *("espace:loan", "espace:loan_action", "espace:loan_sheet", "espace:loan_sheet_pdf"),
}
# What the link of a mail opens, without signing in, and for one purpose alone.
BY_LINK = frozenset({"espace:confirm", "espace:collective_leave"})
# What is of one person: « Ma question est résolue », « Retirer ce que j’ai écrit ».
OF_ITS_AUTHOR = frozenset(
    {
        "espace:collective_resolve",
        *(f"espace:collective_withdraw_{each}" for each in ("question", "answer", "comment")),
    }
)


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict[str, Any]:
    return made_once(make_things)


def browser(who: str, place: PlacePage) -> Client:
    if who not in (OWN, OTHER, REVOKED, OF_POLE):
        return signed_in(who)
    user, client = UserFactory(), Client()
    client.force_login(user)
    if who == OF_POLE:
        PolePage.objects.get().managers.add(user)
        return client
    managed = PlacePageFactory() if who == OTHER else place
    managed.managers.add(user)
    if who == REVOKED:
        managed.managers.remove(user)
    return client


def expected(who: str, address: Address) -> str:
    if address.name in BY_LINK:
        return OPEN
    if who == "visitor":
        return LOGIN
    if who == OF_POLE or address.name in OF_POLES:
        return OPEN if who == OF_POLE and address.name in TO_POLES else REFUSED
    if address.name in OF_ITS_AUTHOR:
        return REFUSED
    if who == OTHER and address.name in OF_NO_PLACE:
        return OPEN
    return OPEN if who == OWN else REFUSED


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("sent", [False, True])
def test_each_address_opens_to_who_it_is_for(things: dict[str, Any], who: str, sent: bool) -> None:
    client = browser(who, things["managed place"])
    found = {
        str(address): (answer(client, address.path(things), sent=sent), expected(who, address))
        for address in ADDRESSES
    }

    assert {address: pair for address, pair in found.items() if pair[0] != pair[1]} == {}


def test_a_manager_enters_nothing_of_the_admin() -> None:
    client = signed_in("manager")

    for path in ("/admin/", "/admin/pages/", "/admin/images/", "/admin/api/main/pages/"):
        assert client.get(path).status_code in (302, 403), path
