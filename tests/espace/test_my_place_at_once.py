"""Two people on one sheet at once: the second sees both, and nothing is lost."""

from functools import partial
from typing import Any

import pytest

from directory.models import Formula, PlacePage, Vocabulary
from directory.units import version_of
from normandie.espace.services.sheet import Sent, change_sheet
from tests.committed import erase
from tests.espace.managing import Manager, OpenForm, approve, colleague, form_in, manager
from tests.factories import TermFactory, UserFactory
from tests.reading import main_text
from tests.threads import at_once, results, start

pytestmark = pytest.mark.django_db
A, B, C = "02 31 00 00 01", "02 31 00 00 02", "02 31 00 00 03"
STORED = {A: "+33231000001", B: "+33231000002", C: "+33231000003"}


def said(response: Any) -> str:
    return main_text(response.content.decode())


@pytest.mark.parametrize("trusted", [False, True])
def test_who_comes_second_on_the_same_thing_sees_both_and_chooses(trusted: bool) -> None:
    first = manager(trusted=trusted, phone=STORED[C])
    second = colleague(first)
    form = second.open("contact")
    first.change("contact", phone=A)

    response = form.send(phone=B, getting_there="Près de la gare.")

    assert response.status_code == 409
    assert f"Téléphone L’autre version {A} La vôtre {B}" in said(response)
    assert latest(first).phone == STORED[A]
    assert latest(first).getting_there == ""  # nothing of it is written

    again = reopened(second, form, response)
    assert (again.values["phone"], again.values["getting_there"]) == (B, "Près de la gare.")
    again.send()

    assert (latest(first).phone, latest(first).getting_there) == (STORED[B], "Près de la gare.")


@pytest.mark.parametrize("trusted", [False, True])
def test_two_people_on_two_things_of_one_page_lose_nothing(trusted: bool) -> None:
    first = manager(trusted=trusted, phone=STORED[C], booking_url="https://rdv.example/")
    second = colleague(first)
    form = second.open("contact")
    first.change("contact", phone=A)

    assert form.send(getting_there="Près de la gare.").status_code == 302

    assert latest(first).phone == STORED[A]
    assert latest(first).getting_there == "Près de la gare."


def test_what_was_not_read_is_not_written_over_by_sending_again() -> None:
    first = manager(phone=STORED[C], getting_there="Au port.")
    second = colleague(first)
    form = second.open("contact")
    first.change("contact", phone=A, getting_there="Au fond de la cour.")
    response = form.send(phone=B)

    reopened(second, form, response).send()

    assert latest(first).phone == STORED[B]
    assert latest(first).getting_there == "Au fond de la cour."


def test_a_moderator_who_edits_what_waits_is_not_written_over() -> None:
    someone = manager(phone=STORED[C])
    someone.change("contact", phone=A)
    form = someone.open("contact")
    draft = someone.draft
    draft.phone = STORED[B]
    draft.save_revision(user=UserFactory(is_superuser=True))

    assert form.send(phone=C).status_code == 409
    assert someone.draft.phone == STORED[B]


def test_a_moderator_who_approves_meanwhile_surprises_nobody() -> None:
    someone = manager(phone=STORED[C])
    someone.change("contact", phone=A)
    form = someone.open("contact")
    approve(someone.public, UserFactory(is_superuser=True))

    assert form.send(getting_there="Près de la gare.").status_code == 302

    assert (someone.public.phone, someone.public.getting_there) == (STORED[A], "")
    assert (someone.draft.phone, someone.draft.getting_there) == (STORED[A], "Près de la gare.")


def test_lists_and_prices_are_told_apart_too() -> None:
    first = manager(terms=[(Vocabulary.COWORKING, "fibre")])
    Formula.objects.create(place=first.place, desk="nomade", period="jour", price="10")
    second = colleague(first)
    form = second.open("tarifs")
    printer = TermFactory(vocabulary=Vocabulary.COWORKING, code="imprimante")
    first.change("tarifs", terms_coworking=[printer.pk], **{"formulas-0-price": "11"})

    response = form.send(**{"formulas-0-price": "12"})

    assert response.status_code == 409
    assert "L’autre version Poste nomade, la journée : 11 € La vôtre" in said(response)
    reopened(second, form, response).send()
    assert [f.price for f in latest(first).formulas.all()] == [12]
    assert latest(first).terms_of(Vocabulary.COWORKING) == [printer]


def test_a_form_that_says_no_version_writes_over_nothing() -> None:
    someone = manager(phone=STORED[C])

    assert someone.open("contact").send(version="{}", phone=A).status_code == 409
    assert someone.open("contact").send(version="[" * 9_000, phone=A).status_code == 409
    assert not someone.public.has_unpublished_changes


def latest(someone: Manager) -> PlacePage:
    return someone.public.get_latest_revision_as_object()


def reopened(someone: Manager, form: OpenForm, response: Any) -> OpenForm:
    """Return the form that came back with *response*, as it is shown."""
    return form_in(someone.client, response, form.address)


@pytest.mark.usefixtures("shared_database")
def test_of_two_sent_at_the_same_instant_one_is_told() -> None:
    [someone] = at_once(lambda: manager(phone=STORED[C]), times=1)
    opened = version_of(someone.place, ["phone"])

    def send(phone: str) -> Sent:
        mine = PlacePage.objects.get(pk=someone.place.pk)
        mine.phone = phone
        return change_sheet(
            someone.place, someone.user, mine, opened, units=["phone"], sensitive=False
        )

    try:
        sent = results(start(partial(send, STORED[A]), partial(send, STORED[B])))
        [kept] = at_once(lambda: latest(someone).phone, times=1)
        [number] = at_once(lambda: someone.place.revisions.count(), times=1)
    finally:
        at_once(erase, times=1)

    (told,) = [each for each in sent if each.conflicts == ["phone"]]
    assert told.theirs is not None
    assert told.theirs.phone == kept
    assert kept in (STORED[A], STORED[B])
    assert number == 1
