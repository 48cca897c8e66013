"""Drafts that nobody sends: how many a place may hold, and when they are erased."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from events.models import EventPage, WorkshopTemplate
from normandie.espace.workshops import drafts
from tests.clock import in_december_2026
from tests.espace.posting import DEFAULTS, FOUR_FIELDS, ONCE, WRITE, Manager, a_manager, decide
from tests.factories import EventPageFactory, PlacePageFactory
from tests.reading import hidden_fields, links, main_text, parsed

pytestmark = [pytest.mark.django_db, in_december_2026]

REFUSED = "Ce lieu a déjà 2 brouillons qui n’ont jamais été envoyés."
OLD = timedelta(days=184)


@pytest.fixture
def manager(db: None) -> Manager:
    return a_manager()


@pytest.fixture
def full(manager: Manager, monkeypatch: pytest.MonkeyPatch) -> Manager:
    """Someone whose place holds as many drafts as it may."""
    monkeypatch.setattr(drafts, "MOST", 2)
    for title in ("Un", "Deux"):
        manager.write(title=title)
    return manager


def age(event: EventPage, days: int = OLD.days) -> None:
    changed = timezone.now() - timedelta(days=days)
    EventPage.objects.filter(pk=event.pk).update(latest_revision_created_at=changed)


def newest() -> EventPage:
    return EventPage.objects.order_by("-pk")[0]


def erase() -> list[EventPage]:
    """Let a night pass; return what is left."""
    call_command("daily", "core.erase_what_is_due", stdout=StringIO())
    return list(EventPage.objects.order_by("pk"))


# How long they stay


def test_a_draft_that_nobody_sends_nor_changes_is_erased_after_six_months(
    manager: Manager,
) -> None:
    manager.write(title="Oublié")
    forgotten = newest()
    manager.write(title="D’hier")
    age(forgotten)
    children = manager.place.get_children_count

    assert [event.title for event in erase()] == ["D’hier"]

    manager.place.refresh_from_db()
    assert children() == 1
    assert manager.get("workshop", forgotten.pk).status_code == 404


def test_what_was_sent_stays_whatever_the_team_did_of_it(manager: Manager) -> None:
    waiting, returned, published = (manager.workshop(title=title) for title in "ABC")
    decide(returned, "reject", "Dites pour qui.")
    decide(published, "approve")
    called_back = manager.workshop(title="D")
    called_back.current_workflow_state.cancel()
    withdrawn = manager.workshop(title="E")
    decide(withdrawn, "approve")
    manager.post("workshop_withdraw", withdrawn.pk)
    # As where the place is trusted: the team read nothing.
    unread = EventPageFactory(place=manager.place, live=False, first_published_at=timezone.now())
    events = [waiting, returned, published, called_back, withdrawn, unread]
    for event in events:
        age(event)

    assert erase() == events


def test_what_the_team_keeps_or_another_agenda_tells_stays(manager: Manager) -> None:
    locked, imported, planned = (
        EventPageFactory(place=manager.place, live=False, **given)
        for given in ({"locked": True}, {"source": "https://exemple.fr/a.ics"}, {})
    )
    for event in (locked, imported, planned):
        event.save_revision()
    revision = planned.latest_revision
    revision.approved_go_live_at = timezone.now() + timedelta(days=30)
    revision.save()
    planned.save_revision()  # changed since
    for event in (locked, imported, planned):
        age(event)

    assert erase() == [locked, imported, planned]


def test_managers_are_told_before(manager: Manager) -> None:
    told = "est effacé quand personne ne le change pendant six mois"
    assert told not in main_text(manager.get("workshops", voir="en-attente"))

    manager.write()

    assert told in main_text(manager.get("workshops", voir="en-attente"))
    assert told not in main_text(manager.get("workshops"))


# How many


def test_each_door_to_a_new_workshop_says_that_there_are_too_many(full: Manager) -> None:
    published = EventPageFactory(place=full.place)
    shared = EventPageFactory(place=PlacePageFactory(), is_shared=True)
    template = WorkshopTemplate.objects.create(title="Premiers pas", summary="…", minutes=60)

    for asked in (
        {},
        {"refaire": published.pk, "le": "2026-12-15"},
        {"reprendre": shared.pk},
        {"modele": template.pk},
    ):
        page = full.get("workshop_new", **asked)
        assert REFUSED in main_text(page)
        assert not parsed(page).select(WRITE)
        typed = FOUR_FIELDS | ONCE | DEFAULTS | {"key": "k"}
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = full.client.post(f"{full.url('workshop_new')}?{query}", typed)
        assert answer.status_code == 409
        assert REFUSED in main_text(answer.content.decode())
    [way_out] = [url for text, url in links(page).items() if text == "Voir les brouillons"]
    assert {"Un", "Deux"} <= set(links(full.client.get(way_out)))
    assert EventPage.objects.filter(live=False).count() == 2


def test_who_was_overtaken_by_the_last_draft_keeps_what_was_typed(
    manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 1)
    key = hidden_fields(manager.get("workshop_new"), WRITE)["key"]
    manager.write(title="Le dernier")
    typed: dict[str, Any] = FOUR_FIELDS | ONCE | DEFAULTS | {"title": "Couture", "key": key}

    answer = manager.post("workshop_new", **typed)

    assert answer.status_code == 409
    assert parsed(answer.content.decode()).select_one("[name=title]")["value"] == "Couture"
    manager.post("workshop_withdraw", newest().pk)
    assert manager.post("workshop_new", **typed).status_code == 302
    assert newest().title == "Couture"


def test_a_draft_that_is_there_is_still_written_and_sending_one_makes_room(full: Manager) -> None:
    last = newest()
    typed = FOUR_FIELDS | ONCE | DEFAULTS | {"title": "Deux bis", "summary": ""}

    answer = full.post("workshop_edit", last.pk, seen=last.latest_revision_id, **typed)
    assert answer.status_code == 302
    last.refresh_from_db()
    assert last.draft_title == "Deux bis"
    full.send(last)

    assert REFUSED not in main_text(full.get("workshop_new"))
    assert full.write(title="Trois").status_code == 302


def test_one_form_sent_twice_is_not_refused_the_draft_that_it_made(
    manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 1)
    manager.write(key="k")
    typed = FOUR_FIELDS | ONCE | DEFAULTS | {"key": "k", "title": "Encore"}

    assert manager.post("workshop_new", **typed).status_code == 302
    assert [event.draft_title for event in EventPage.objects.all()] == ["Encore"]


def test_drafts_of_other_places_and_published_workshops_count_for_nothing(
    manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 1)
    EventPageFactory(live=False)
    EventPageFactory(place=manager.place)

    assert manager.write().status_code == 302
    assert drafts.holds_enough(manager.place)
