"""A number that no row can bear is a wrong choice or a wrong address, and breaks nothing."""

import pytest
from django.test import Client

from events.models import Subscription
from tests.core.visitor_forms import make_form
from tests.factories import EventPageFactory
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

HUGE = "9" * 19  # over 64 bits


@pytest.mark.parametrize("number", [HUGE, f"-{HUGE}", "9" * 400])
@pytest.mark.parametrize("field", ["themes", "departements"])
def test_a_visitor_who_sends_one_reads_why_and_loses_nothing(field: str, number: str) -> None:
    form = make_form("letter")
    EventPageFactory(themes=["Image"])  # a form without any theme asks for none

    response = form.send(form.opened() | {field: number})

    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Erreur" in html
    assert f'href="#id_{field}' in html
    assert "camille@exemple.fr" in html
    assert not Subscription.objects.exists()


@pytest.fixture(scope="module")
def admin(made_once) -> Client:
    return made_once(lambda: signed_in("admin"))


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/admin/annuaire/lieux/", "departement"),
        ("/admin/annuaire/attributions/", "label"),
        ("/admin/agenda/evenements/", "theme"),
        ("/admin/snippets/choose/directory/term/chosen-multiple/", "id"),
        ("/admin/choose-page/chosen-multiple/", "id"),
        ("/admin/pages/", "owner"),
    ],
)
def test_staff_who_ask_for_one_get_an_answer(admin: Client, address: str, field: str) -> None:
    assert admin.get(address, {field: HUGE}).status_code in (200, 400)


def test_staff_who_send_one_get_an_answer(admin: Client) -> None:
    response = admin.post("/admin/annuaire/attributions/add/", {"place": HUGE})

    assert response.status_code in (200, 400)


def test_an_address_of_ours_with_one_is_not_found(admin: Client) -> None:
    for address in (
        f"/admin/annuaire/lieux/{HUGE}/gestionnaires/",
        f"/admin/agenda/dates/{HUGE}/etats/",
        f"/admin/agenda/dates/{HUGE}/apercu/",
        f"/admin/agenda/lieux/{HUGE}/importer/",
        f"/admin/accessibilite/reclamations/{HUGE}/repondre/",
        f"/_util/authenticate_with_password/{HUGE}/{HUGE}/",
    ):
        assert admin.get(address).status_code == 404, address
