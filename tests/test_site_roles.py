"""Who may open what outside the admin: every address, as every role and as a carrier.

A file that answers a call opens to the browser that its link let in, and to no account whatever; an
opinion on it to that of its expert. A page or a document that is closed to the public opens to
whoever has an account.
"""

import fnmatch
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from ami.models import (
    CallPage,
    Completion,
    Dossier,
    FollowUp,
    Mandate,
    Meeting,
    Member,
    Opinion,
    Takeover,
)
from ami.services.attachments import add_files
from ami.services.deposit import deposit
from ami.services.links import new_link
from ami.services.opinions import LINK
from ami.services.takeovers import PURPOSE
from ami.views.carrier.access import let_in
from core.tokens import issue_token
from directory.models import PlacePage
from tests.admin_addresses import answer, site_addresses, who_opens
from tests.ami.factories import CallPageFactory, a_draft
from tests.ami.label_requests import published
from tests.ami.opinions import an_opinion, expert
from tests.core.photos import photo
from tests.editorial.media import make_document
from tests.events.registrations import event_with_seats, form_url
from tests.factories import AgendaPageFactory, LabelGrantFactory, PlacePageFactory
from tests.funding.factories import a_scheme
from tests.partners.factories import the_partners
from tests.roles import (
    ALL_WHO_ENTER,
    EVERYBODY,
    LOGIN,
    NOBODY,
    OPEN,
    REFUSED,
    ROLES_BY_ENGINE,
    signed_in,
)
from tests.selfcheck.self_checks import HOME, self_check_page
from tests.users.test_who_opens import OF_ACCOUNTS

pytestmark = pytest.mark.django_db

CARRIER = frozenset({"carrier"})
EXPERT = frozenset({"expert"})
EVERYONE = EVERYBODY | CARRIER | EXPERT
WITH_ACCOUNT = ALL_WHO_ENTER | {"manager"}

WHO = {
    "dossier": CARRIER,
    "dossier_*": CARRIER,
    # The ways to a file: whoever holds its link, asks for it again, or has just left.
    **dict.fromkeys(("dossier_link", "dossier_lost_link", "dossier_left"), EVERYONE),
    "opinion": EXPERT,
    "opinion_*": EXPERT,
    **dict.fromkeys(("opinion_link", "opinion_left"), EVERYONE),
    "dossier_takeover*": EVERYONE,  # a mail confirms it, and staff decide
    **dict.fromkeys(("check_receipt", "verify", "verify_grant"), EVERYONE),
    "wagtail_serve": WITH_ACCOUNT,  # of a page that is closed
    "wagtaildocs_serve": WITH_ACCOUNT,  # of a collection that is closed
    "*_authenticate_with_password": EVERYONE,
    "login": EVERYONE - ALL_WHO_ENTER,  # who works in the admin is led there
    **dict.fromkeys(("logout", "wagtailcore_login"), NOBODY),  # they lead to where one signs in
    **dict.fromkeys(("healthz", "robots", "sitemap", "opensearch", "search*"), EVERYONE),
    "security_txt": EVERYONE,
    **dict.fromkeys(("letter", "page_file", "registration", "report_form"), EVERYONE),
    **dict.fromkeys(("self_check", "simulator", "propose_event"), EVERYONE),
}
# The managers' space has its own roles, tests/espace/test_who_enters.py, and so have accounts,
# tests/users/test_who_opens.py.
ADDRESSES = [
    each for each in site_addresses() if not each.name.startswith(("espace:", *OF_ACCOUNTS))
]
TABLES = [sys.modules[__name__]]


def a_file(call: CallPage) -> Dossier:
    dossier = a_draft(call)
    assert not add_files(dossier, [photo()])
    return dossier


# Public addresses that share their name with many.
PUBLIC = {
    "page_file": "/annuaire/lieux.csv",
    "letter": "/agenda/lettre/",
    "simulator": "/aides/etude/simulateur/",
    "self_check": f"{HOME}commencer/",
    "propose_event": "/partenaires/proposer-un-evenement/",
}


def make_public_pages() -> None:
    AgendaPageFactory()
    a_scheme("etude", rate=50)
    self_check_page()
    the_partners()
    published()  # what the self-check asks


def public_of(place: PlacePage) -> dict[str, str]:
    return PUBLIC | {"verify_grant.reference": LabelGrantFactory(place=place).reference}


def make_things() -> dict[str, Any]:
    now = timezone.now()
    call = CallPageFactory(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=9))
    dossier = a_file(call)
    earlier = a_draft(CallPageFactory(opens_at=call.opens_at, closes_at=call.closes_at))
    colleague = Member.objects.create(dossier=dossier, email="alix@exemple.fr")
    mandate = Mandate.objects.create(dossier=dossier, ends_at=call.closes_at)
    completion = Completion.objects.create(dossier=dossier, text="?", due_on=now.date())
    meeting = Meeting.objects.create(dossier=dossier, starts_at=now)
    follow_up = FollowUp.objects.create(dossier=dossier, months=6, definition=dossier.definition)
    takeover = Takeover.objects.create(reference=dossier.access_email, email="alix@exemple.fr")
    place, closed = PlacePageFactory(), PlacePageFactory()
    make_public_pages()
    opinion = an_opinion(deposit(a_file(call)))
    opinion.attachments.set(opinion.dossier.attachments.all())
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type="login")
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Gérants"))
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = make_document()
    document.collection = collection
    document.save()
    return {
        "file of the carrier": dossier,
        "key": dossier.key,
        "step": "projets",
        "item": dossier.step_answers.get(step="projets").item,
        "file": dossier.attachments.get().key,
        "token": new_link(dossier).rstrip("/").rpartition("/")[2],
        "rank": completion.rank,
        "uid": meeting.uid,
        "months": follow_up.months,
        "member": colleague.pk,
        "mandate": mandate.pk,
        "other": a_draft(call).key,
        "source": earlier.key,
        "opinion of the expert": opinion,
        **{f"{name}.key": opinion.key for name in ("opinion", "opinion_file", "opinion_leave")},
        "opinion_file.file": opinion.attachments.get().key,
        "opinion_link.token": issue_token(LINK, opinion),
        "dossier_takeover_confirm.token": issue_token(PURPOSE, takeover),
        "parent": place.url.lstrip("/"),
        "page_view_restriction_id": restriction.pk,
        "page_id": closed.pk,
        "restriction_id": collection.view_restrictions.get().pk,
        "dossier_autosave(key, step)": f"/dossier/{dossier.key}/partie/contact/enregistrer/",
        "wagtail_serve": closed.url,
        "wagtaildocs_serve": document.url,
        **public_of(place),
        "registration": form_url(event_with_seats(place=place).occurrences.get()),
    }


@pytest.fixture(autouse=True)
def security_contacts(settings: Any) -> None:
    settings.SECURITY_CONTACTS = ["mailto:securite@exemple.fr"]


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict[str, Any]:
    return made_once(make_things)


def browser(role: str, dossier: Dossier, opinion: Opinion) -> Client:
    if role == "expert":
        return expert(opinion)
    if role != "carrier":
        return signed_in(role)
    client = Client()
    dossier.by_link = True
    client.cookies.update(let_in(dossier).cookies)
    return client


def expected(role: str, name: str) -> str:
    if role in (who_opens(name, TABLES) or NOBODY):
        return OPEN
    return REFUSED if name.startswith(("dossier", "opinion")) or name == "login" else LOGIN


def test_every_address_is_in_the_table_and_every_row_is_of_an_address() -> None:
    names = [address.name for address in ADDRESSES]

    assert [name for name in names if who_opens(name, TABLES) is None] == []
    assert [row for row in WHO if not fnmatch.filter(names, row)] == []


@pytest.mark.parametrize("role", [*ROLES_BY_ENGINE, "carrier", "expert"])
def test_each_address_opens_to_who_it_is_for(things: dict[str, Any], role: str) -> None:
    client = browser(role, things["file of the carrier"], things["opinion of the expert"])
    cookies = client.cookies.copy()
    found = {}
    for address in ADDRESSES:
        client.cookies = cookies.copy()  # some addresses sign out, or leave the file
        found[str(address)] = answer(client, address.path(things)), expected(role, address.name)

    assert {address: pair for address, pair in found.items() if pair[0] != pair[1]} == {}


def test_the_cookie_of_a_file_opens_no_other(things: dict[str, Any]) -> None:
    dossier = a_file(things["file of the carrier"].call)
    client = browser("carrier", dossier, things["opinion of the expert"])

    assert refused_to(client, things, CARRIER) > 10


def test_the_cookie_of_an_opinion_opens_no_other(things: dict[str, Any]) -> None:
    dossier = things["file of the carrier"]
    other = an_opinion(things["opinion of the expert"].dossier, email="autre@exemple.fr")

    assert refused_to(browser("expert", dossier, other), things, EXPERT) == 3


def refused_to(client: Client, things: dict[str, Any], who: frozenset[str]) -> int:
    """Check that what is for *who* alone refuses *client*; return how many addresses it is."""
    own = [address for address in ADDRESSES if who_opens(address.name, TABLES) == who]
    assert {answer(client, address.path(things)) for address in own} == {REFUSED}
    return len(own)
