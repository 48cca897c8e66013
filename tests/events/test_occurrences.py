"""The dates of an event follow its rule, and keep what was said of each."""

import re
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from core.text.formats import long_day
from directory.models import PlacePage
from events.models import EventPage, Occurrence
from events.recurrence import from_moment
from events.services.occurrences import (
    bring_up_to_date,
    put_off,
    say_state,
    set_status,
    states_lost_by,
)
from tests.clock import in_december_2026
from tests.events.series import next_monday, weekly
from tests.events.test_next_dates import section
from tests.factories import (
    AgendaPageFactory,
    CommuneFactory,
    EventPageFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.reading import results_heading

pytestmark = pytest.mark.django_db
Status = Occurrence.Status


def walls(event: EventPage) -> list[str]:
    """Return the starts of the dates of *event*, as the clocks of the region say them."""
    return [
        from_moment(start).strftime("%Y-%m-%d %H:%M")
        for start in event.occurrences.values_list("starts_at", flat=True)
    ]


def republish(event: EventPage) -> None:
    event.save_revision().publish()


def found_in(client: Client, departement: str) -> str:
    """Return how many dates the agenda says that a département has."""
    return results_heading(client.get("/agenda/", {"departement": departement}))


def test_a_published_event_has_the_dates_of_its_rule() -> None:
    event = weekly()

    first = next_monday()
    assert walls(event) == [f"{first + timedelta(days=7 * n)} 18:00" for n in range(4)]


def test_a_draft_has_no_date_and_a_unpublished_event_shows_none() -> None:
    draft = EventPageFactory(live=False)
    event = weekly()

    event.unpublish()

    assert draft.occurrences.count() == 0
    assert Occurrence.objects.published().count() == 0


@in_december_2026
def test_a_weekly_evening_stays_at_the_same_wall_time_after_the_clocks_change() -> None:
    event = EventPageFactory(
        starts_on=date(2027, 3, 23),
        start_time=time(18),
        end_time=time(20),
        rule="FREQ=WEEKLY;COUNT=2",
    )

    assert walls(event) == ["2027-03-23 18:00", "2027-03-30 18:00"]
    utc = [start.hour for start in event.occurrences.values_list("starts_at", flat=True)]
    assert utc == [17, 16]


def test_a_time_that_the_clocks_jump_over_is_refused_with_its_reason() -> None:
    event = EventPageFactory.build(
        starts_on=date(2026, 3, 29), start_time=time(2, 30), end_time=time(4)
    )

    with pytest.raises(ValidationError) as refusal:
        event.clean()

    (message,) = refusal.value.message_dict["start_time"]
    assert "n’existe pas le 29\u00a0mars 2026" in message


def test_a_later_time_keeps_the_states_of_the_same_days() -> None:
    event = weekly()
    second = event.occurrences.all()[1]
    set_status(second, Status.CANCELLED, "L’animatrice est absente.")

    event.start_time = time(18, 30)
    republish(event)

    second.refresh_from_db()
    assert second.status == Status.CANCELLED
    assert from_moment(second.starts_at).strftime("%H:%M") == "18:30"
    assert second.original_start == second.starts_at
    assert event.occurrences.count() == 4


def test_a_change_says_which_states_it_would_lose_and_loses_no_other() -> None:
    event = weekly()
    first, second, *_ = event.occurrences.all()
    set_status(first, Status.FULL)
    set_status(second, Status.CANCELLED)

    event.excluded_dates = [from_moment(second.starts_at).date().isoformat()]
    foreseen = states_lost_by(event)
    republish(event)

    assert foreseen == [second]
    first.refresh_from_db()
    assert first.status == Status.FULL
    assert not Occurrence.objects.filter(pk=second.pk).exists()


def test_a_note_and_another_day_are_not_lost_without_a_word() -> None:
    event = weekly()
    noted, moved, both, _ = event.occurrences.all()
    set_status(noted, Status.SCHEDULED, "Entrée par la cour.")
    set_status(both, Status.POSTPONED, "Salle prise.")
    for each in (moved, both):
        put_off(each, each.starts_at + timedelta(days=1), each.ends_at + timedelta(days=1))
    days = [from_moment(each.original_start).date() for each in (noted, moved, both)]

    event.excluded_dates = [day.isoformat() for day in days]
    foreseen = states_lost_by(event)
    said = [say_state(each) for each in foreseen]

    assert foreseen == [noted, moved, both]
    assert [each.partition("\u00a0: ")[2] for each in said] == [
        "«\u00a0Entrée par la cour.\u00a0»",
        f"prévu d’abord le {long_day(days[1])}",
        f"reporté, prévu d’abord le {long_day(days[2])}, «\u00a0Salle prise.\u00a0»",
    ]
    republish(event)
    entry = PageLogEntry.objects.get(page=event, action="events.states_lost")
    assert entry.data["states"] == said


def test_a_later_time_keeps_notes_and_other_days() -> None:
    event = weekly()
    noted, moved, *_ = event.occurrences.all()
    set_status(noted, Status.SCHEDULED, "Entrée par la cour.")
    elsewhere = moved.starts_at + timedelta(days=1)
    put_off(moved, elsewhere, elsewhere + timedelta(hours=1))

    event.start_time = time(18, 30)
    lost = states_lost_by(event)
    republish(event)

    assert lost == []
    for each in (noted, moved):
        each.refresh_from_db()
        assert from_moment(each.original_start).strftime("%H:%M") == "18:30"
    assert noted.note == "Entrée par la cour."
    assert moved.starts_at == elsewhere


def test_a_date_that_was_put_off_stays_where_it_was_put() -> None:
    event = weekly()
    date_put_off = event.occurrences.all()[1]
    Occurrence.objects.filter(pk=date_put_off.pk).update(
        starts_at=date_put_off.starts_at + timedelta(days=1),
        ends_at=date_put_off.ends_at + timedelta(days=1),
    )

    event.end_time = time(21)
    republish(event)

    date_put_off.refresh_from_db()
    assert date_put_off.starts_at == date_put_off.original_start + timedelta(days=1)


def test_what_is_over_is_left_as_it_was() -> None:
    event = weekly()
    over = OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=30))

    event.start_time = time(17)
    republish(event)

    over.refresh_from_db()
    assert over.sequence == 0
    assert Occurrence.objects.past().get() == over


def test_to_bring_up_to_date_again_changes_nothing() -> None:
    event = weekly()
    before = list(event.occurrences.values())

    lost = bring_up_to_date(event)

    assert lost == []
    assert list(event.occurrences.values()) == before


def test_dates_follow_their_place_to_another_departement() -> None:
    event = weekly()
    place = event.place

    place.commune = CommuneFactory(rouen=True)
    place.save_revision().publish()

    assert set(event.occurrences.values_list("departement_id", flat=True)) == {"76"}


def test_a_list_read_while_a_place_moves_does_not_stay_as_it_was(client: Client) -> None:
    AgendaPageFactory()
    place = weekly().place
    place.commune = CommuneFactory(rouen=True)
    place.save()
    # The place is saved, its dates are not yet.
    assert found_in(client, "76") == "Aucune date à venir"

    page_published.send(PlacePage, instance=place, revision=None)

    assert found_in(client, "76") == "4 dates à venir"


def test_calendars_learn_that_the_dates_of_a_place_have_moved() -> None:
    event = weekly()
    place, before = event.place, timezone.now()
    place.commune = CommuneFactory(rouen=True)

    place.save_revision().publish()

    assert set(event.occurrences.values_list("sequence", flat=True)) == {1}
    assert not event.occurrences.filter(updated_at__lt=before).exists()
    place.save_revision().publish()
    assert set(event.occurrences.values_list("sequence", flat=True)) == {1}


def test_an_event_moved_under_another_place_is_told_there_at_its_new_address(
    admin_client: Client,
) -> None:
    event, other = weekly(), PlacePageFactory(title="Le Dôme", commune=CommuneFactory(rouen=True))
    over = OccurrenceFactory(event=event, starts_at=timezone.now() - timedelta(days=30))
    former = event.place
    assert "Atelier" in section(admin_client, former.url)

    url = reverse("wagtailadmin_pages:move_confirm", args=(event.pk, other.pk))
    assert admin_client.post(url).status_code == 302

    assert section(admin_client, former.url) == ""
    shown = section(admin_client, other.url)
    (address,) = set(re.findall(r'href="(/annuaire/[^"]+)"', shown))
    assert admin_client.get(address).status_code == 200
    over.refresh_from_db()
    assert (over.place, over.departement_id) == (other, "76")


def test_a_draft_moved_under_another_place_gets_no_date(admin_client: Client) -> None:
    draft, other = EventPageFactory(live=False), PlacePageFactory()

    draft.move(other, pos="last-child")

    assert not Occurrence.objects.exists()


def test_a_place_that_is_not_shown_shows_none_of_its_dates() -> None:
    event = weekly()
    shown = weekly(place=PlacePageFactory())

    event.place.unpublish()

    events = set(Occurrence.objects.published().values_list("event_id", flat=True))
    assert events == {shown.pk}


def test_an_event_whose_dates_are_all_taken_away_is_refused() -> None:
    event = EventPageFactory.build()
    event.excluded_dates = [event.starts_on.isoformat()]

    with pytest.raises(ValidationError, match="Il ne reste aucune date"):
        event.clean()
