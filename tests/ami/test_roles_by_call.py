"""Every address of the admin about calls, as each role in the team of a call and beside it.

``tests/test_admin_roles.py`` opens them to the groups; here the call has a team, and forms are
forged besides: what is refused writes nothing.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from ami.grid import grid_digest
from ami.models import (
    Assessment,
    Attachment,
    Bordereau,
    CallCriterion,
    CallPage,
    CallRole,
    Dossier,
    DossierTag,
    Export,
    InternalNote,
    Mention,
    Message,
    MessageTemplate,
    NoteDraft,
    Opinion,
    PreviewPicture,
    SavedQueue,
    Takeover,
)
from core.models import HistoryEntry, OutgoingMail
from tests.admin_addresses import Address, admin_addresses, answer, things_of, who_opens
from tests.ami import addresses
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.ami.teams import browser_of, name_in_team, person
from tests.roles import FAILED, OPEN, expected, outcome, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]

# By what each is called here, its role in « tests.roles ».
ROLES = {
    "visitor": "visitor",
    "editor": "editor",
    "reader of the team": "reader",
    "reviewer of the team": "reviewer",
    "lead of the team": "lead",
    "reviewer of another team": "reviewer",
    "lead of another team": "lead",
    "superuser": "admin",
}
ADDRESSES = [each for each in admin_addresses() if who_opens(each.name, [addresses])]
ABOUT_A_CALL = (
    "wagtailsnippets_ami_dossier:",
    "wagtailsnippets_ami_takeover:",
    "ami_teams:",
    "ami_eliminations:",
)
FORGED = {
    "version": "2",  # of all that is made here
    "seen": "",
    "text": "Bonjour",
    "reason": "Motif",
    "reviewer": "",
    "until": "2026-12-20 10:00",
    "title": "Forgé",
    "name": "Forgée",
    "form-TOTAL_FORMS": "0",
    "form-INITIAL_FORMS": "0",
    "key": "b7a3f9f0-6b7e-4a58-9a53-0d7d5a4f3c11",
    "names": "forgée",
    "whole": "Une lecture forgée",
    "due_on": "2026-12-20",
}
TABLES = (
    *(Assessment, DossierTag, Export, HistoryEntry, InternalNote, Mention, Message),
    *(MessageTemplate, NoteDraft, OutgoingMail, SavedQueue),
)


def make_things() -> dict[str, Any]:
    things = things_of([addresses])
    call, other = Dossier.objects.get().call, CallPageFactory()
    things["wagtailsnippets_ami_dossier:extend.pk"] = a_draft(call).pk
    for table in (Takeover, Dossier, Bordereau):
        table._default_manager.update(version=2)
    roles = {"reader": "lecteur", "reviewer": "instructeur", "lead": "responsable"}
    people = {}
    for name, role in ROLES.items():
        if "team" in name:
            where = other if "another" in name else call
            people[name] = name_in_team(where, person(roles[role]), roles[role])
    return things | {"people": people}


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict[str, Any]:
    return made_once(make_things)


@pytest.fixture(autouse=True)
def joined_file(things: dict[str, Any]) -> None:
    """Each test empties the store: what was made once is in it again."""
    for file in (Attachment.objects.get().file, PreviewPicture.objects.get().file):
        if not file.storage.exists(file.name):
            file.storage.save(file.name, ContentFile(b"%PDF-"))


def browser(role: str, things: dict[str, Any]) -> Client:
    user = things["people"].get(role)
    client = browser_of(user) if user else signed_in(ROLES[role])
    client.raise_request_exception = False  # Wagtail fails on some empty forms of who may send them
    return client


def expected_of(role: str, address: Address) -> str:
    is_of_the_call = address.name.startswith(ABOUT_A_CALL) and address.parameters
    if "another" in role and is_of_the_call and not address.name.endswith(":forget_queue"):
        return expected(role, frozenset())
    return expected(ROLES[role], who_opens(address.name, [addresses]) or frozenset())


def bulk_actions(dossier: Dossier) -> Iterator[str]:
    for action in ("prendre", "confier", "clore"):
        address = reverse("wagtail_bulk_action", args=("ami", "dossier", action))
        yield f"{address}?id={dossier.pk}"


def written() -> tuple[Any, ...]:
    """Return what a form could change of files, requests and teams."""
    files = Dossier.objects.order_by("pk")
    return (
        list(files.values_list("pk", "state", "version", "reviewer", "extended_until")),
        list(Takeover.objects.values_list("pk", "state", "version")),
        list(Opinion.objects.values_list("pk", "state", "due_on")),
        list(Bordereau.objects.values_list("pk", "state", "version")),
        sorted(CallRole.objects.values_list("call", "user", "role")),
        [table._default_manager.count() for table in TABLES],
        CallPage.objects.count(),
    )


def forged(client: Client, path: str) -> tuple[str, bool]:
    """Send a form to *path*; say how it answers and whether anything was written. Undone."""
    before = written()
    with transaction.atomic():
        response = client.post(path, FORGED | {"grid": grid_digest(CallCriterion.objects.all())})
        changed = written() != before
        transaction.set_rollback(True)
    return outcome(response), changed


def test_every_address_of_the_calls_is_tried() -> None:
    assert len(ADDRESSES) > 30


@pytest.mark.parametrize("role", ROLES)
def test_each_address_opens_within_the_team(things: dict[str, Any], role: str) -> None:
    client = browser(role, things)

    found = {
        str(each): (answer(client, each.path(things)), expected_of(role, each))
        for each in ADDRESSES
    }

    assert {address: pair for address, pair in found.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_forged_form_that_is_refused_writes_nothing(things: dict[str, Any], role: str) -> None:
    client = browser(role, things)
    paths = {each.path(things): expected_of(role, each) for each in ADDRESSES}
    if role not in ("reviewer of the team", "lead of the team", "superuser"):
        closed = expected(ROLES[role] if role == "visitor" else "outsider", frozenset())
        paths |= dict.fromkeys(bulk_actions(Dossier.objects.deposited().get()), closed)

    for path, allowed in paths.items():
        answered, changed = forged(client, path)
        assert answered != FAILED, path
        if allowed != OPEN:
            assert not changed, (path, answered)


def test_the_forms_that_are_forged_do_write_for_who_may(things: dict[str, Any]) -> None:
    """Or the test above would prove nothing."""
    client = browser("lead of the team", things)
    dossier = Dossier.objects.deposited().get()
    wrote = {each.name for each in ADDRESSES if forged(client, each.path(things))[1]}

    assert {
        "wagtailsnippets_ami_dossier:action",
        "wagtailsnippets_ami_dossier:extend",
        "wagtailsnippets_ami_dossier:write",
        "wagtailsnippets_ami_dossier:note",
        "wagtailsnippets_ami_dossier:note_typed",
        "wagtailsnippets_ami_dossier:assess",
        "wagtailsnippets_ami_dossier:tags",
        "wagtailsnippets_ami_dossier:extend_opinion",
        "wagtailsnippets_ami_dossier:revoke_opinion",
        "ami_eliminations:abandon",
        "wagtailsnippets_ami_takeover:action",
        "wagtailsnippets_ami_messagetemplate:add",
    } <= wrote
    assert dossier.state == "depose"
