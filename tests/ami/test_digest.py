"""The mail of the morning: to whom it goes, when, what it says, and never twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.urls import reverse

from ami.models import CallPage, Dossier
from ami.services.correspondence import write_to_service
from ami.services.digest import send_digests
from ami.services.review import add_note, assign
from core.models import OutgoingMail
from directory.hours.holidays import is_working_day
from tests.ami.factories import RESULTS, CallPageFactory
from tests.ami.queue import LIST, a_file, shown_in
from tests.ami.reviewing import STAFF, screen
from tests.ami.teams import browser_of, person
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.roles import signed_in

MONDAY = datetime(2026, 11, 9, 7, tzinfo=UTC)
DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(MONDAY, tick=False)]
ACCOUNT = reverse("wagtailadmin_account")


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory()


def morning(user: Any, moment: datetime = MONDAY) -> list[EmailMessage]:
    """Write the mails of a morning, and return those that *user* got since the last time."""
    before = len(sent_mails())
    with time_machine.travel(moment, tick=False):
        call_command("send_digests")
        return [mail for mail in sent_mails()[before:] if mail.to == [user.email]]


def test_it_counts_what_waits_names_nobody_and_leads_to_it(call: CallPage) -> None:
    nora = person()
    written, given, called = (a_file(call, "Le Bocage") for _ in range(3))
    Dossier.objects.filter(pk=written.pk).update(reviewer=nora)
    for text in ("Bonjour", "Et alors ?"):
        write_to_service(written, text)
    assign(given, nora, STAFF)
    add_note(called, "@nora", UserFactory(), called=[nora])
    sent_mails()

    [mail] = morning(nora)

    assert mail.subject == "Ce qui vous attend, lundi 9 novembre 2026"
    told = {
        "Notes qui me mentionnent : 1": called,
        "Dossiers qui viennent de m’être confiés : 1": given,
        "Messages non lus dans mes dossiers : 1": written,
    }
    lines = mail.body.splitlines()
    for line, dossier in told.items():
        [rank] = [rank for rank, each in enumerate(lines) if line in each.replace("\u00a0", " ")]
        url = next(each for each in lines[rank:] if "/admin/" in each)
        path = "/admin/" + url.rpartition("/admin/")[2].rstrip(")> ")
        assert shown_in(browser_of(nora).get(path)) == [dossier]
    for secret in ("Bocage", "camille", "Et alors", "à prendre"):
        assert secret not in mail.body


def test_nobody_is_written_to_where_nothing_waits(call: CallPage) -> None:
    nora = person()
    dossier = a_file(call)
    assert morning(nora) == []

    write_to_service(dossier, "Bonjour")
    [mail] = morning(nora)
    assert "que personne ne suit" in mail.body

    screen(browser_of(nora), dossier)
    assert morning(nora, MONDAY + DAY) == []


def test_one_mail_a_day_even_after_a_crash_or_with_another_address(call: CallPage) -> None:
    nora = person()
    write_to_service(a_file(call), "Bonjour")
    assert len(morning(nora)) == 1

    assert morning(nora) == []
    nora.email = "autre@exemple.fr"
    nora.save()
    assert morning(nora) == []
    assert len(morning(nora, MONDAY + DAY)) == 1


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-10", True),
        ("2026-11-11", False),  # the armistice of 1918
        ("2026-11-14", False),  # a Saturday
        ("2026-11-15", False),
        ("2027-03-29", False),  # the Monday of Easter
        ("2027-05-14", True),  # the day after the Ascension
    ],
)
def test_it_leaves_on_working_days_alone(call: CallPage, day: str, works: bool) -> None:
    nora = person()
    write_to_service(a_file(call), "Bonjour")
    moment = datetime.fromisoformat(f"{day}T07:00+00:00")

    assert is_working_day(moment.date()) is works
    assert bool(morning(nora, moment)) is works


def test_who_left_lost_the_right_or_wants_none_gets_nothing(call: CallPage) -> None:
    gone, lost = person(is_active=False), person()
    lost.groups.clear()
    without_address, quiet = person(email=""), person()
    write_to_service(a_file(call), "Bonjour")
    page = browser_of(quiet).get(ACCOUNT).content.decode()
    assert "Recevoir le matin" in page
    form = {"name_email-first_name": "Q", "name_email-last_name": "Q"}
    form |= {"name_email-email": quiet.email, "locale-preferred_language": "fr"}
    form |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    browser_of(quiet).post(ACCOUNT, form)
    still = person()

    assert send_digests()[0] == 1
    assert {mail.to[0] for mail in sent_mails()} & {
        each.email for each in (gone, lost, without_address, quiet, still)
    } == {still.email}


def test_its_choice_is_offered_to_who_reads_files_alone() -> None:
    reader, editor = browser_of(person("lecteur")), signed_in("editor")

    assert "Recevoir le matin" in reader.get(ACCOUNT).content.decode()
    assert "Recevoir le matin" not in editor.get(ACCOUNT).content.decode()


def test_a_mail_that_has_not_left_goes_with_its_account(call: CallPage) -> None:
    nora = person()
    write_to_service(a_file(call), "Bonjour")
    sent_mails()
    send_digests()
    assert OutgoingMail.objects.filter(recipient=nora.email).exists()

    nora.delete()

    assert not OutgoingMail.objects.filter(recipient=nora.email).exists()


def test_an_agent_that_fails_costs_itself_alone(
    call: CallPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ami.services import digest

    agents = [person(), person()]
    write_to_service(a_file(call), "Bonjour")
    told = digest.news_for

    def fail(user: Any) -> Any:
        if user == agents[0]:
            raise RuntimeError
        return told(user)

    monkeypatch.setattr(digest, "news_for", fail)
    written, failures = send_digests()

    assert written == 1
    [failure] = failures
    assert failure == f"compte {agents[0].pk} (RuntimeError)"


def test_leads_learn_what_they_approve_and_which_answers_are_not_ready(call: CallPage) -> None:
    chief, reviewer = person("responsable"), person()
    a_file(call, state="reponse_prete")
    for state in ("oriente", "en_analyse"):
        a_file(call, state=state)
    a_week_before = RESULTS - timedelta(days=7)

    [far] = morning(chief, a_week_before - DAY)
    [near] = morning(chief, a_week_before)

    assert "Réponses à approuver : 1" in far.body.replace("\u00a0", " ")
    assert "pas encore prêtes" not in far.body
    said = near.body.replace("\u00a0", " ")
    assert "Réponses pas encore prêtes, annoncées pour le 15 janvier 2027 : 2" in said
    assert morning(reviewer, a_week_before) == []


@pytest.mark.parametrize("leaving", ["closed", "without the right"])
def test_the_files_of_who_leaves_are_given_to_somebody_by_a_lead(
    call: CallPage, leaving: str
) -> None:
    chief, gone, heir = person("responsable"), person(), person()
    dossier = a_file(call, reviewer=gone)
    write_to_service(dossier, "Bonjour")
    sent_mails()
    assert morning(chief) == []
    if leaving == "closed":
        gone.is_active = False
        gone.save()
    else:
        gone.groups.clear()

    [mail] = morning(chief, MONDAY + DAY)
    assert "Dossiers à confier, car leur agent est parti\u00a0: 1" in mail.body
    assert shown_in(browser_of(chief).get(LIST, {"follower": "parti"})) == [dossier]
    dossier.refresh_from_db()
    assign(dossier, heir, STAFF)

    [mail] = morning(heir, MONDAY + 3 * DAY)
    assert "Messages non lus dans mes dossiers\u00a0: 1" in mail.body
    assert morning(chief, MONDAY + 3 * DAY) == []
