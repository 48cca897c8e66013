"""What has a date in a file: in order on the screen, in words where it is late, in the queue."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ami.models import CallPage, Completion, Dossier, Meeting, Message
from ami.services.completions import ask_to_complete
from ami.services.correspondence import write_to_service
from ami.services.meetings import accept_meeting, propose_meeting
from ami.services.opinions import give_opinion
from ami.services.review import add_note
from tests.ami.factories import RESULTS
from tests.ami.grid import FULLY, a_call_with_grid, reads
from tests.ami.opinions import an_opinion, answer, expert
from tests.ami.queue import a_file, listed
from tests.ami.reviewing import DURING, STAFF, approved, screen, taken
from tests.factories import UserFactory
from tests.reading import parsed
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
DAY = timedelta(days=1)


def ask(dossier: Dossier) -> None:
    ask_to_complete(dossier, [], "?", (DURING + 9 * DAY).date(), STAFF, pieces=["Statuts"])


def propose(dossier: Dossier) -> None:
    propose_meeting(taken(dossier), [DURING + 2 * DAY, DURING + 3 * DAY], STAFF, where="Caen")


def agree(dossier: Dossier) -> None:
    propose(dossier)
    accept_meeting(dossier, DURING + 2 * DAY)


def approve(dossier: Dossier) -> None:
    approved(dossier, "ingenierie", text="Oui")


def at(moment: datetime) -> Any:
    return time_machine.travel(moment, tick=False)


def deadlines(dossier: Dossier, moment: datetime) -> list[str]:
    """Return what the side panel says of dates at *moment*, in its order."""
    with at(moment):
        page = parsed(screen(signed_in("reader"), dossier))
    said = page.select(".dossier-deadlines dt, .dossier-deadlines dd")
    texts = [" ".join(each.get_text(" ").split()) for each in said]
    return [" : ".join(pair) for pair in zip(texts[::2], texts[1::2], strict=True)]


def late(dossier: Dossier, moment: datetime) -> list[str]:
    return [each for each in deadlines(dossier, moment) if "en retard" in each]


def test_dated_things_come_in_order_and_say_how_far_they_are(call: CallPage) -> None:
    dossier = a_file(call)
    ask(dossier)

    assert deadlines(dossier, DURING) == [
        "Complément attendu : 18 novembre 2026",
        "Annonce des réponses : vendredi 15 janvier 2027 à 9 h D’ici là, le porteur ne lit rien "
        "de la réponse.",
    ]
    assert deadlines(dossier, DURING + 7 * DAY)[0].endswith("2026 : dans 2 jours")
    assert deadlines(dossier, DURING + 8 * DAY)[0].endswith("2026 : demain")
    assert deadlines(dossier, DURING + 9 * DAY)[0].endswith("2026 : aujourd’hui")
    assert deadlines(dossier, DURING + 10 * DAY)[0].endswith("2026 : en retard de 1 jour")


def test_an_opinion_is_a_date_until_it_is_given(call: CallPage) -> None:
    dossier = taken(a_file(call))
    opinion = an_opinion(dossier)

    assert "Avis attendu : Ana Lise (ARACT) : 29 novembre 2026" in deadlines(dossier, DURING)
    assert late(dossier, DURING + 21 * DAY)[0].startswith("Avis attendu : Ana Lise")
    answer(expert(opinion), opinion, text="Oui.", verdict="favorable")
    assert not any("Ana Lise" in each for each in deadlines(dossier, DURING))


def test_a_meeting_is_late_once_nobody_took_it_or_noted_it(call: CallPage) -> None:
    proposed, agreed = a_file(call), a_file(call)
    propose(proposed)
    agree(agreed)

    assert deadlines(proposed, DURING)[0].startswith(
        "Rencontre proposée, dernier créneau : jeudi 12 novembre 2026"
    )
    assert deadlines(agreed, DURING)[0].startswith("Rencontre : mercredi 11 novembre 2026")
    assert "Notez si elle a eu lieu" in late(agreed, DURING + 3 * DAY)[0]
    assert "créneaux proposés sont passés" in late(proposed, DURING + 4 * DAY)[0]
    with at(DURING + 4 * DAY):
        reader = signed_in("reader")
        assert set(listed(reader, attention="unsettled")) == {agreed, proposed}
    with at(DURING + 2 * DAY + timedelta(minutes=1)):
        assert listed(signed_in("reader"), attention="unsettled") == [agreed]


def test_a_study_that_nobody_touches_is_said_and_anything_done_ends_it() -> None:
    call, month = a_call_with_grid(), DURING + timedelta(days=30)
    touched = (
        lambda dossier: add_note(dossier, "Vu", UserFactory()),
        lambda dossier: write_to_service(dossier, "Et alors ?"),
        lambda dossier: reads(dossier, UserFactory(), FULLY, None),
        lambda dossier: an_opinion(dossier, due_on=(month + DAY).date()),
        lambda dossier: give_opinion(dossier.opinions.get(), "favorable", "Oui."),
    )
    left, *others = (taken(a_file(call)) for _ in range(6))
    an_opinion(others[-1])
    waiting = a_file(call)
    ask(waiting)
    approve(ready := a_file(call))
    with at(month):
        for do, dossier in zip(touched, others, strict=True):
            do(dossier)

    with at(month + timedelta(minutes=1)):
        assert listed(signed_in("reader"), attention="quiet") == [left]
    assert late(left, month + timedelta(minutes=1)) == [
        "Suite à donner : 9 décembre 2026 : en retard Rien depuis le 9 novembre 2026."
    ]
    assert late(ready, month + DAY) == []
    assert late(others[0], month + DAY) == []
    with at(month - timedelta(minutes=1)):
        assert listed(signed_in("reader"), attention="quiet") == []


def test_an_answer_is_late_past_the_date_of_the_results(call: CallPage) -> None:
    studied, gone = taken(a_file(call)), a_file(call, state="retire")
    after = RESULTS + DAY

    assert "en retard de 1 jour La réponse n’est pas partie." in late(studied, after)[-1]
    assert late(gone, after) == []
    with at(after):
        assert listed(signed_in("reader"), attention="unanswered") == [studied]
    with at(RESULTS - DAY):
        assert listed(signed_in("reader"), attention="unanswered") == []


def test_what_is_due_within_a_week_is_found(call: CallPage) -> None:
    near, far = a_file(call), a_file(call)
    ask(near)
    agree(far)
    Meeting.objects.update(starts_at=DURING + 40 * DAY)

    with at(DURING + 2 * DAY):
        assert listed(signed_in("reader"), attention="soon") == [near]
    with at(DURING + DAY):
        assert listed(signed_in("reader"), attention="soon") == []
    with at(DURING + 10 * DAY):
        reader = signed_in("reader")
        assert listed(reader, attention="soon") == []
        assert listed(reader, attention="overdue") == [near]


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("unread", lambda dossier: write_to_service(dossier, "Bonjour")),
        ("completed", lambda dossier: complete(dossier)),
    ],
)
def test_what_a_carrier_sends_is_new_until_who_follows_the_file_opens_it(
    call: CallPage, asked: str, sent: Callable[[Dossier], object]
) -> None:
    follower, dossier = signed_in("reviewer"), a_file(call)
    Dossier.objects.filter(pk=dossier.pk).update(
        reviewer=follower.session["_auth_user_id"],
    )
    sent(dossier)

    for role in ("reader", "lead"):
        screen(signed_in(role), dossier)
        assert listed(follower, attention=asked) == [dossier]
    assert "ouveau" in screen(follower, dossier)
    assert listed(follower, attention=asked) == []


def complete(dossier: Dossier) -> None:
    Completion.objects.create(dossier=dossier, text="?", due_on=DURING.date(), sent_at=DURING)


def test_where_nobody_follows_a_file_any_reviewer_reads_for_all(call: CallPage) -> None:
    dossier, agent = a_file(call), signed_in("reviewer")
    write_to_service(dossier, "Bonjour")

    screen(signed_in("reader"), dossier)
    assert Message.objects.get().read_at is None
    screen(agent, dossier)
    assert Message.objects.get().read_at == DURING


def test_nothing_is_written_by_reading_what_was_read(call: CallPage) -> None:
    dossier, agent = a_file(call), signed_in("reviewer")
    write_to_service(dossier, "Bonjour")
    screen(agent, dossier)

    assert writes_of(agent, dossier) == []


def writes_of(client: Client, dossier: Dossier) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        screen(client, dossier)
    asked = [each["sql"] for each in queries.captured_queries]
    return [each for each in asked if each.startswith(("UPDATE", "INSERT", "DELETE"))]
