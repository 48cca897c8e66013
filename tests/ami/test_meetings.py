"""Meetings: slots proposed, one taken, others asked for, moved, called off; for calendars too."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from ami.kinds import REVIEWER
from ami.models import Dossier, Meeting
from ami.services.correspondence import withdraw
from ami.services.deposit import deposit
from ami.services.meetings import (
    NoSlot,
    SlotGone,
    accept_meeting,
    cancel_meeting,
    move_meeting,
    note_meeting,
    propose_meeting,
)
from core.workflow import Actor, NotNow
from tests.ami.factories import OPENS, a_draft
from tests.mails import recipients, sent_mails

DURING = OPENS + timedelta(days=7)
FIRST, SECOND = DURING + timedelta(days=5), DURING + timedelta(days=6)
STAFF = Actor(REVIEWER)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
Carrier = Callable[[Dossier], Client]


@pytest.fixture
def meeting() -> Meeting:
    dossier = deposit(a_draft())
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    sent_mails().clear()
    return propose_meeting(dossier, [SECOND, FIRST, FIRST], STAFF, where="À Caen, salle 2")


def page(meeting: Meeting, name: str = "dossier_meeting") -> str:
    return reverse(name, args=[meeting.dossier.key, meeting.uid])


def followed(client: Client, meeting: Meeting) -> str:
    return client.get(reverse("dossier", args=[meeting.dossier.key])).content.decode()


def accept(client: Client, meeting: Meeting, slot: datetime = FIRST) -> int:
    data = {"action": "accepter", "slot": slot.isoformat()}
    return client.post(page(meeting), data).status_code


def state_of(meeting: Meeting) -> tuple[str, str]:
    meeting.refresh_from_db()
    return meeting.state, Dossier.objects.get(pk=meeting.dossier_id).state


def calendar_of(client: Client, meeting: Meeting) -> Calendar:
    response = client.get(page(meeting, "dossier_meeting_calendar"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert [each.errors for each in calendar.walk() if each.errors] == []
    return calendar


def test_a_carrier_takes_one_of_the_slots(carrier: Carrier, meeting: Meeting) -> None:
    client = carrier(meeting.dossier)
    text = client.get(page(meeting)).content.decode()
    assert text.count('type="radio"') == 2
    assert text.index("samedi 14 novembre") < text.index("dimanche 15 novembre")
    assert "À Caen, salle 2" in text
    sent_mails().clear()

    assert [accept(client, meeting) for _ in range(2)] == [302, 302]  # a double click

    assert state_of(meeting) == ("acceptee", "rencontre_fixee")
    assert meeting.starts_at == FIRST
    assert recipients() == ["camille@exemple.fr", "service@exemple.fr"]
    assert all("samedi 14 novembre 2026" in mail.body for mail in sent_mails())
    assert "Rencontre acceptée" in followed(client, meeting)
    assert "Ajouter à mon agenda" in followed(client, meeting)


def test_the_proposal_is_written_with_its_slots(meeting: Meeting) -> None:
    [mail] = sent_mails()

    assert mail.to == ["camille@exemple.fr"]
    assert mail.body.count("novembre 2026 à 9\u00a0h") == 2
    assert "À Caen, salle 2" in mail.body


def test_an_accepted_meeting_goes_into_calendars_by_the_clocks_of_the_region(
    carrier: Carrier, meeting: Meeting
) -> None:
    client = carrier(meeting.dossier)
    assert client.get(page(meeting, "dossier_meeting_calendar")).status_code == 404
    accept(client, meeting)

    calendar = calendar_of(client, meeting)
    [event] = calendar.walk("VEVENT")

    assert calendar.walk("VTIMEZONE")[0]["tzid"] == "Europe/Paris"
    assert event["dtstart"].params["tzid"] == "Europe/Paris"
    assert event.start == FIRST
    assert event.duration == timedelta(hours=1)
    assert (event["uid"], event["sequence"], event["status"]) == (str(meeting.uid), 0, "CONFIRMED")
    assert event["location"] == "À Caen, salle 2"
    assert Client().get(page(meeting, "dossier_meeting_calendar")).status_code == 403


def test_a_carrier_offers_other_times(carrier: Carrier, meeting: Meeting) -> None:
    client = carrier(meeting.dossier)
    empty = client.post(page(meeting), {"action": "autres", "note": " "})
    assert (empty.status_code, state_of(meeting)[0]) == (422, "proposee")
    sent_mails().clear()

    client.post(page(meeting), {"action": "autres", "note": "Le <b>vendredi</b>"})

    assert state_of(meeting) == ("declinee", "en_analyse")
    assert meeting.carrier_note == "Le <b>vendredi</b>"
    assert "vendredi" not in "".join(mail.body for mail in sent_mails())
    assert len(sent_mails()) == 2
    assert "Autres disponibilités proposées" in followed(client, meeting)
    assert "Le &lt;b&gt;vendredi&lt;/b&gt;" in client.get(page(meeting)).content.decode()


def test_a_carrier_declines_and_the_study_goes_on(carrier: Carrier, meeting: Meeting) -> None:
    client = carrier(meeting.dossier)

    for _ in range(2):
        assert client.post(page(meeting), {"action": "decliner"}).status_code == 302

    assert state_of(meeting) == ("declinee", "en_analyse")
    assert "Rencontre déclinée" in followed(client, meeting)


def test_a_meeting_that_is_moved_takes_the_place_of_the_old_one(
    carrier: Carrier, meeting: Meeting
) -> None:
    client = carrier(meeting.dossier)
    accept(client, meeting)
    later = DURING + timedelta(days=20)
    sent_mails().clear()

    move_meeting(Dossier.objects.get(), [later], STAFF)

    assert state_of(meeting) == ("proposee", "rencontre_proposee")
    [mail] = sent_mails()
    assert "n’a plus lieu à cette date" in mail.body
    assert "14 novembre" in client.get(page(meeting)).content.decode()
    assert client.get(page(meeting, "dossier_meeting_calendar")).status_code == 404
    accept(client, meeting, later)
    [event] = calendar_of(client, meeting).walk("VEVENT")
    assert (event["uid"], event["sequence"], event.start) == (str(meeting.uid), 1, later)


def test_a_meeting_that_is_called_off_is_so_in_calendars(
    carrier: Carrier, meeting: Meeting
) -> None:
    client = carrier(meeting.dossier)
    accept(client, meeting)
    sent_mails().clear()

    cancel_meeting(Dossier.objects.get(), STAFF, text="La salle est fermée.")

    assert state_of(meeting) == ("annulee", "en_analyse")
    [event] = calendar_of(client, meeting).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert len(sent_mails()) == 2
    assert "Rencontre annulée par le service" in followed(client, meeting)
    assert "La salle est fermée." in client.get(page(meeting)).content.decode()
    assert accept(client, meeting) == 302  # too late: the page says what became of it
    assert state_of(meeting)[0] == "annulee"


def test_a_slot_that_has_passed_is_not_taken(carrier: Carrier, meeting: Meeting) -> None:
    with time_machine.travel(FIRST + timedelta(minutes=1), tick=False):
        client = carrier(meeting.dossier)
        assert accept(client, meeting) == 422
        with pytest.raises(SlotGone):  # it has passed while the form was read
            accept_meeting(Dossier.objects.get(), FIRST)
    with time_machine.travel(SECOND + timedelta(minutes=1), tick=False):
        client = carrier(meeting.dossier)
        assert "Les créneaux proposés sont passés" in followed(client, meeting)
        assert "Les créneaux proposés sont passés" in client.get(page(meeting)).content.decode()
    assert state_of(meeting)[0] == "proposee"


def test_what_was_said_in_a_meeting_is_for_the_service(carrier: Carrier, meeting: Meeting) -> None:
    client = carrier(meeting.dossier)
    accept(client, meeting)
    note_meeting(Dossier.objects.get(), STAFF, report="Projet fragile")

    assert state_of(meeting) == ("tenue", "rencontre_tenue")
    assert (
        "Projet fragile"
        not in followed(client, meeting) + client.get(page(meeting)).content.decode()
    )
    assert "Rencontre tenue" in followed(client, meeting)


def test_withdrawing_calls_the_meeting_off(carrier: Carrier, meeting: Meeting) -> None:
    accept(carrier(meeting.dossier), meeting)

    withdraw(Dossier.objects.get())

    assert state_of(meeting) == ("annulee", "retire")


def test_slots_are_to_come_and_one_meeting_is_pending_at_once(meeting: Meeting) -> None:
    with pytest.raises(NotNow):
        propose_meeting(meeting.dossier, [FIRST], STAFF, where="Ici")
    cancel_meeting(meeting.dossier, STAFF)
    for slots in ([], [DURING], [FIRST + timedelta(hours=hour) for hour in range(11)]):
        with pytest.raises(NoSlot):
            propose_meeting(meeting.dossier, slots, STAFF, where="Ici")
    assert state_of(meeting) == ("annulee", "en_analyse")
