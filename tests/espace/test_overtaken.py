"""Two who manage one place, buttons pressed twice: nobody writes over what they did not read."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from events.models import EventPage, Occurrence, Registration
from events.services.occurrences import put_off
from normandie.espace.services.workshops import withdraw
from tests.clock import in_december_2026
from tests.espace.managing import manager_of
from tests.espace.posting import DEFAULTS, FOUR_FIELDS, ONCE, WRITE, Manager, a_manager, decide
from tests.events.registrations import event_with_seats, registered, standing
from tests.factories import EventPageFactory, PlacePageFactory
from tests.mails import sent_mails
from tests.reading import hidden_fields, main_text

pytestmark = [pytest.mark.django_db, in_december_2026]
Status = Occurrence.Status
PHONE = "+33612345678"
FORM = "main form"
ANA = {"name": "Ana", "contact": "", "seats": "1"}


@pytest.fixture
def manager(db: None) -> Manager:
    return a_manager()


@pytest.fixture
def colleague(manager: Manager) -> Manager:
    client = manager_of(manager.place)
    return Manager(manager.place, None, client)


@pytest.fixture
def date(manager: Manager) -> Occurrence:
    return event_with_seats(capacity=3, place=manager.place).occurrences.get()


def html(response: Any) -> str:
    """Return a page that is not answered by 200."""
    return str(response.content.decode())


def seen(manager: Manager, page: str, *args: object) -> dict[str, str]:
    return hidden_fields(manager.get(page, *args), FORM)


def test_a_date_that_was_cancelled_meanwhile_is_not_held_again_unread(
    manager: Manager, colleague: Manager, date: Occurrence
) -> None:
    registered(date, "ana@exemple.fr")
    opened = seen(manager, "date_deed", date.pk, "complet")
    colleague.post("date_deed", date.pk, "annuler", note="Panne de chauffage.")

    refused = manager.post("date_deed", date.pk, "complet", **opened, note="Revenez.")

    assert refused.status_code == 409
    page = main_text(html(refused))
    assert "a changé depuis que vous avez ouvert cette page" in page
    assert "Annulé" in page
    assert "Panne de chauffage." in page
    assert 'value="Revenez."' in html(refused)
    date.refresh_from_db()
    assert (date.status, date.note) == (Status.CANCELLED, "Panne de chauffage.")
    assert len(sent_mails()) == 2  # confirmed, then told that it is cancelled

    read = hidden_fields(html(refused), FORM)
    assert manager.post("date_deed", date.pk, "complet", **read, note="Revenez.").status_code == 302
    date.refresh_from_db()
    assert (date.status, date.note) == (Status.FULL, "Revenez.")


def test_a_date_is_not_moved_over_the_note_of_a_colleague(
    manager: Manager, colleague: Manager, date: Occurrence
) -> None:
    opened = seen(manager, "date_move", date.pk)
    colleague.post("date_deed", date.pk, "preciser", note="Salle B.")
    moment = {"day": "2026-12-10", "start_time": "18:30", "end_time": "20:00"}

    refused = manager.post("date_move", date.pk, **opened, **moment)

    assert refused.status_code == 409
    before = date.starts_at
    date.refresh_from_db()
    assert (date.starts_at, date.note) == (before, "Salle B.")
    assert 'value="18:30"' in html(refused)


def test_what_was_to_correct_still_says_what_was_read(
    manager: Manager, colleague: Manager, date: Occurrence
) -> None:
    opened = seen(manager, "date_deed", date.pk, "preciser")
    colleague.post("date_deed", date.pk, "annuler")

    wrong = manager.post("date_deed", date.pk, "preciser", **opened, note="x" * 999)

    assert wrong.status_code == 422
    assert hidden_fields(html(wrong), FORM)["seen"] == opened["seen"]


def test_a_double_click_is_no_conflict(manager: Manager, date: Occurrence) -> None:
    opened = seen(manager, "date_deed", date.pk, "complet")
    moved = seen(manager, "date_move", date.pk) | {
        "day": "2026-12-10",
        "start_time": "18:30",
        "end_time": "20:00",
    }

    for _ in range(2):
        assert manager.post("date_deed", date.pk, "complet", **opened).status_code == 302
    moved["seen"] = seen(manager, "date_move", date.pk)["seen"]
    for _ in range(2):
        assert manager.post("date_move", date.pk, **moved).status_code == 302

    date.refresh_from_db()
    assert date.sequence == 2


def test_who_was_told_of_a_day_is_still_to_call_when_it_changes_again(
    manager: Manager, date: Occurrence
) -> None:
    one = registered(date, PHONE, name="Bob Leroy")
    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))
    opened = seen(manager, "date_registrations", date.pk)
    put_off(date, date.starts_at + timedelta(days=1), date.ends_at + timedelta(days=1))

    answer = manager.client.post(manager.url("told", date.pk, one.pk), opened, follow=True)

    assert "reste à appeler" in main_text(answer).replace("\u00a0", " ")
    assert "Bob Leroy" in main_text(answer).split("À appeler")[1]
    one.refresh_from_db()
    assert one.news == "deplace"
    for _ in range(2):  # once the page says the new day, and by a double click
        told = manager.client.post(
            manager.url("told", date.pk, one.pk),
            {"told": one.to_tell},
            follow=True,
        )
        assert "est prévenue" in main_text(told)
    assert not date.registrations.to_call().exists()


def test_a_double_click_adds_a_caller_once(manager: Manager, date: Occurrence) -> None:
    opened = hidden_fields(manager.get("add_registration", date.pk), FORM)
    url = manager.url("add_registration", date.pk)
    for _ in range(2):
        manager.client.post(url, opened | ANA)
    assert len(standing(date)) == 1

    manager.client.post(url, opened | ANA | {"name": "Bob"})  # by going back
    assert len(standing(date)) == 2
    again = hidden_fields(manager.get("add_registration", date.pk), FORM)
    manager.client.post(url, again | ANA)  # another Ana
    assert len(standing(date)) == 3


def test_a_caller_to_correct_is_added_once(manager: Manager, date: Occurrence) -> None:
    opened = hidden_fields(manager.get("add_registration", date.pk), FORM)
    url = manager.url("add_registration", date.pk)
    wrong = manager.client.post(url, opened | ANA | {"contact": "12"})

    for _ in range(2):
        manager.client.post(url, hidden_fields(html(wrong), FORM) | ANA)

    assert len(standing(date)) == 1


def test_the_key_of_another_date_gives_nothing_of_it(manager: Manager, date: Occurrence) -> None:
    other = event_with_seats(place=manager.place).occurrences.get()
    opened = hidden_fields(manager.get("add_registration", date.pk), FORM)
    for each in (date, other):
        manager.client.post(manager.url("add_registration", each.pk), opened | ANA)

    assert Registration.objects.values("occurrence").distinct().count() == 2


def test_a_form_sent_again_writes_over_nothing_of_a_colleague(
    manager: Manager, colleague: Manager
) -> None:
    typed = {"key": "one-form", **FOUR_FIELDS, **ONCE, **DEFAULTS}
    manager.post("workshop_new", **typed)
    event = EventPage.objects.get()
    theirs = hidden_fields(colleague.get("workshop_edit", event.pk), WRITE)
    colleague.post("workshop_edit", event.pk, **typed | theirs | {"title": "Trier ses photos"})

    again = manager.post("workshop_new", **typed | {"title": "Mes photos"})

    assert again.status_code == 409
    assert "Trier ses photos" in main_text(html(again))
    assert 'value="Mes photos"' in html(again)
    event.refresh_from_db()
    assert event.get_latest_revision_as_object().title == "Trier ses photos"
    edit = manager.url("workshop_edit", event.pk)
    assert f'action="{edit}"' in html(again)
    kept = manager.client.post(edit, typed | hidden_fields(html(again), WRITE))
    assert kept.status_code == 302
    assert EventPage.objects.count() == 1


def test_a_draft_that_the_team_published_meanwhile_is_never_erased(manager: Manager) -> None:
    manager.write()
    stale = EventPage.objects.get()
    manager.send(stale)
    decide(stale, "approve")

    for _ in range(2):
        withdraw(stale, manager.user)

    event = EventPage.objects.get()
    assert event.first_published_at
    assert not event.live


def test_what_is_withdrawn_no_longer_waits_for_the_team(manager: Manager) -> None:
    manager.write()
    event = EventPage.objects.get()
    manager.send(event)
    decide(event, "approve")
    edit = hidden_fields(manager.get("workshop_edit", event.pk), WRITE)
    manager.post("workshop_edit", event.pk, **FOUR_FIELDS | ONCE | DEFAULTS | edit)
    manager.send(event)
    assert EventPage.objects.get().current_workflow_state

    withdraw(EventPage.objects.get(), manager.user)

    assert EventPage.objects.get().current_workflow_state is None


def test_the_key_of_a_form_makes_a_workshop_at_each_place(manager: Manager) -> None:
    other = PlacePageFactory()
    other.managers.add(manager.user)
    typed = {"key": "one-form", **FOUR_FIELDS, **ONCE, **DEFAULTS}

    for place in (manager.place, other):
        manager.client.post(reverse("espace:workshop_new", args=(place.pk,)), typed)

    assert len({event.place for event in EventPage.objects.all()}) == 2


def test_no_draft_of_another_place_is_shown_among_what_is_shared(manager: Manager) -> None:
    theirs = EventPageFactory(title="Secret", is_shared=True, live=False)

    assert "Secret" not in main_text(manager.get("workshop_sources"))
    assert manager.get("workshop_new", reprendre=theirs.pk).status_code == 404


def test_a_draft_is_withdrawn_twice_as_once(manager: Manager) -> None:
    manager.write()
    event, again = EventPage.objects.get(), EventPage.objects.get()

    withdraw(event, manager.user)
    withdraw(again, manager.user)

    assert not EventPage.objects.exists()
    assert manager.client.post(reverse("espace:workshop_withdraw", args=(1, 1))).status_code == 404
