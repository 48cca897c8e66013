"""Who may do what in the admin: every address, as every role (``tests/admin_addresses.py``)."""

import fnmatch
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from wagtail.snippets.models import get_snippet_models

from ami.models import Dossier, Takeover
from directory.models import ErrorReport
from normandie.accessibility.models import Complaint
from tests import wagtail_addresses
from tests.accessibility import addresses as accessibility
from tests.admin_addresses import (
    admin_addresses,
    answer,
    pages_of,
    things_of,
    who_opens,
)
from tests.ami import addresses as ami
from tests.core import addresses as core
from tests.directory.admin import addresses as directory
from tests.editorial import addresses as editorial
from tests.equipment import addresses as equipment
from tests.espace import addresses as collective
from tests.espace import admin_addresses as espace
from tests.events.admin import addresses as events
from tests.funding import addresses as funding
from tests.guide import addresses as guide
from tests.partners import addresses as partners
from tests.roles import FAILED, LOGIN, OPEN, ROLES_BY_ENGINE, expected, signed_in
from tests.users import admin_addresses as users

pytestmark = pytest.mark.django_db

TABLES = [
    *(directory, events, ami, accessibility, editorial, espace, collective, guide, core, users),
    *(funding, equipment, partners, wagtail_addresses),
]
ADDRESSES = [
    address for address in admin_addresses() if address.name not in wagtail_addresses.LEFT_ALONE
]


@pytest.fixture(scope="module")
def things(made_once: Callable) -> dict[str, Any]:
    return made_once(lambda: things_of(TABLES))


def test_every_address_of_the_admin_is_in_a_table() -> None:
    assert len(ADDRESSES) > 250
    assert [each.name for each in ADDRESSES if who_opens(each.name, TABLES) is None] == []


def test_every_row_of_the_tables_is_of_an_address() -> None:
    names = [address.name for address in ADDRESSES]
    rows = [pattern for table in TABLES for pattern in table.WHO]

    assert [row for row in rows if not fnmatch.filter(names, row)] == []


@pytest.mark.parametrize("role", ROLES_BY_ENGINE)
def test_each_address_opens_to_who_it_is_for(things: dict[str, Any], role: str) -> None:
    client = signed_in(role)
    client.raise_request_exception = False
    table = {each.path(things): who_opens(each.name, TABLES) for each in ADDRESSES}
    table |= pages_of(TABLES, things)

    found = {path: (answer(client, path), expected(role, who)) for path, who in table.items()}
    wrong = {path: pair for path, pair in found.items() if pair[0] != pair[1]}

    failing = {
        each.path(things)
        for each in ADDRESSES
        if each.name in wagtail_addresses.FAILS_ON_AN_EMPTY_FORM
    }
    assert wrong == dict.fromkeys(failing if role == "admin" else (), (FAILED, OPEN))


@pytest.mark.one_engine
@pytest.mark.parametrize("role", ["visitor", "manager"])
def test_who_does_not_enter_the_admin_sends_nothing_to_it(
    things: dict[str, Any], role: str
) -> None:
    client = signed_in(role)

    found = {each.name: answer(client, each.path(things), sent=True) for each in ADDRESSES}

    assert {name for name, said in found.items() if said != LOGIN} == open_to_visitors()


def open_to_visitors() -> set[str]:
    return {each.name for each in ADDRESSES if "visitor" in (who_opens(each.name, TABLES) or ())}


def chooser(model: type[Model]) -> str:
    return f"/admin/snippets/choose/{model._meta.app_label}/{model._meta.model_name}/"


def test_only_what_the_site_publishes_can_be_chosen() -> None:
    """What visitors sent is no list to pick from; think of it for a new kind of snippet."""
    admin = signed_in("admin")

    found = {
        model._meta.label: admin.get(chooser(model)).status_code for model in get_snippet_models()
    }

    assert found == {
        "accessibility.Complaint": 404,
        "ami.Dossier": 404,
        "ami.MessageTemplate": 404,
        "ami.Takeover": 404,
        "core.OutgoingMail": 404,
        "directory.ErrorReport": 404,
        "directory.EverydayWord": 200,
        "directory.Label": 200,
        "directory.LabelGrant": 200,
        "directory.LabelRequirements": 200,
        "directory.PoleContact": 404,
        "directory.Term": 200,
        "equipment.EquipmentKit": 404,
        "equipment.Loan": 404,
        "equipment.Participation": 404,
        "espace.Answer": 404,
        "espace.Comment": 404,
        "espace.NewsItem": 404,
        "espace.Question": 404,
        "espace.RoadmapAxis": 404,
        "espace.SharedDocument": 404,
        "espace.YearlyReport": 404,
        "events.Theme": 200,
        "events.WorkshopTemplate": 200,
        "partners.EventProposal": 404,
    }


@pytest.mark.parametrize("model", [Complaint, Dossier, ErrorReport, Takeover])
@pytest.mark.parametrize("role", ROLES_BY_ENGINE)
def test_nobody_reads_what_visitors_sent_by_way_of_a_chooser(
    things: dict[str, Any], role: str, model: type[Model]
) -> None:
    client, sent = signed_in(role), model.objects.first()
    views = ("", "results/", f"chosen/{sent.pk}/", f"chosen-multiple/?id={sent.pk}", "create/")

    answers = [client.get(chooser(model) + view) for view in views]

    assert [answer.status_code for answer in answers if answer.status_code not in (302, 404)] == []
    assert not [answer for answer in answers if str(sent) in answer.content.decode()]
