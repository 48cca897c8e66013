"""Before the date of the results nothing tells a carrier that an answer is ready, by any address.

Each address is opened while the file is studied, then once its answer is prepared: same status,
same headers, same bytes, same number of queries (so same time). At the date all are told, once.
"""

import io
import re
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatch
from threading import Event
from time import sleep
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ami.kinds import ELSEWHERE, LEAD, REVIEWER
from ami.models import CallCriterion, CallsPage, Dossier, Mandate, Member, Opinion
from ami.services.assessments import Answer as Rated
from ami.services.assessments import save_assessment
from ami.services.attachments import add_files
from ami.services.completing import add_completion_files, send_completion
from ami.services.completions import ask_to_complete
from ami.services.correspondence import write_to_carrier
from ami.services.deposit import deposit
from ami.services.meetings import accept_meeting, note_meeting, propose_meeting
from ami.services.opinions import give_opinion
from ami.services.results import Proposal, orient, release_results, reorient
from ami.services.review import add_note, keep_typed
from ami.services.tags import tag
from core.models import HistoryEntry, OutgoingMail
from core.workflow import Actor
from tests.admin_addresses import site_addresses
from tests.ami.factories import OPENS, RESULTS, CallPageFactory, a_draft
from tests.ami.opinions import an_opinion
from tests.ami.people import by_link, page
from tests.core.photos import photo
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.threads import at_once

DURING = OPENS + timedelta(days=7)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
STAFF, CHIEF = Actor(REVIEWER), Actor(LEAD)
# Of the forms that are open to everyone: another each time.
RANDOM = re.compile(rb'name="(token|key)" value="[^"]+"')
NEWS = "get dossier_follow_up(key, months)"
MONTHS = 6  # of the first news that are asked
SECRET = "Une aide que personne ne doit lire"
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]


@dataclass(frozen=True)
class Answer:
    """What an address gives: all that may be seen of it from outside."""

    status: int
    headers: str
    content: bytes
    queries: int


def studied() -> Dossier:
    """Return a file that has lived: completed, met, written to; its analysis goes on."""
    draft = a_draft()
    assert not add_files(draft, [photo()])
    dossier = deposit(draft)
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    due_on = (DURING + 9 * DAY).date()
    completion = ask_to_complete(dossier, [], "Vos statuts", due_on, STAFF, pieces=["Statuts"])
    assert not add_completion_files(completion, [photo()])
    send_completion(completion)
    dossier.refresh_from_db()
    propose_meeting(dossier, [DURING + DAY], STAFF, where="Caen", minutes=60)
    accept_meeting(dossier, DURING + DAY)
    with time_machine.travel(DURING + 2 * DAY, tick=False):
        note_meeting(dossier, STAFF, report="Projet mûr")
        write_to_carrier(dossier, "Merci de votre venue.", STAFF)
    return dossier


def write_around(dossier: Dossier) -> None:
    """Have the service say *SECRET* wherever it writes for itself, or to an expert."""
    lead = UserFactory(is_superuser=True)
    keep_typed(dossier, SECRET, lead, uuid4())
    add_note(dossier, SECRET, lead, called=[UserFactory(is_superuser=True)])
    tag([dossier], [SECRET])
    criterion = CallCriterion.objects.create(call=dossier.call, label=SECRET)
    save_assessment(dossier, lead, [Rated(criterion, 3, SECRET)], SECRET)
    give_opinion(an_opinion(dossier, question=SECRET), Opinion.Verdict.FAVOURABLE, SECRET)


def prepare_two_outcomes(dossier: Dossier) -> None:
    write_around(dossier)
    orient(dossier, [Proposal("ingenierie", SECRET), Proposal("materiels", SECRET)], STAFF)
    dossier.call_kind.transitions.apply(dossier, "approuver-reponse", CHIEF)


def say_who_else(dossier: Dossier) -> None:
    write_around(dossier)
    reorient(dossier, Proposal(ELSEWHERE, SECRET), STAFF, reason="Hors sujet")


PREPARED = {"two outcomes": prepare_two_outcomes, "elsewhere": say_who_else}
OF_A_CARRIER = [each for each in site_addresses() if each.name.startswith(("dossier", "check_"))]
LEFT_ALONE = ("dossier_takeover*", "dossier_link")  # one mail each time; they name no file


def paths_of(dossier: Dossier, other: Dossier) -> dict[str, str]:
    """Return every address that its carrier may open, and the public ones of its call."""
    things = {
        "key": dossier.key,
        "step": "projets",
        "item": dossier.step_answers.get(step="projets").item,
        "file": dossier.own_files().get().key,
        "rank": dossier.completions.get().rank,
        "uid": dossier.meetings.get().uid,
        "months": MONTHS,
        "member": Member.objects.create(dossier=dossier, email="alix@exemple.fr").pk,
        "mandate": Mandate.objects.create(dossier=dossier, ends_at=RESULTS).pk,
        "other": other.key,
        "source": other.key,
    }
    kept = [each for each in OF_A_CARRIER if not any(fnmatch(each.name, x) for x in LEFT_ALONE)]
    found = {str(each): each.path(things) for each in kept}
    call = dossier.call.url
    routes = ("", "questions/", "resultats/", "resultats.csv", "resultats.json", "repondre/")
    found |= {f"call/{route}": f"{call}{route}" for route in routes}
    feeds = ("", "rss.xml", "atom.xml")
    found |= {f"calls/{feed}": f"{CallsPage.objects.get().url}{feed}" for feed in feeds}
    return found | {
        "file of the same mailbox": page(other),
        "check": f"/dossier/verifier/?numero={dossier}&empreinte={dossier.digest}",
    }


def answer(client: Client, path: str, method: str) -> Answer:
    """Open *path*; what it changes is undone, or the next address would not be as it was."""
    cookies = client.cookies.copy()
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        response = getattr(client, method)(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    client.cookies = cookies
    cache.clear()
    if content.startswith(b"PK"):  # its files, rather than their places in the archive
        with ZipFile(io.BytesIO(content)) as files:
            content = b"".join(each.encode() + files.read(each) for each in files.namelist())
    content = RANDOM.sub(b"", content)
    return Answer(response.status_code, str(response.headers), content, len(queries))


def walk(client: Client, paths: dict[str, str]) -> dict[str, Answer]:
    """Return what each address gives, and takes: forms are sent empty."""
    return {
        f"{method} {name}": answer(client, path, method)
        for name, path in paths.items()
        for method in ("get", "post")
    }


@pytest.mark.parametrize("how", PREPARED)
def test_no_address_tells_a_prepared_answer_from_a_file_that_is_still_studied(how: str) -> None:
    other = deposit(a_draft())
    dossier = studied()
    with time_machine.travel(DURING + 5 * DAY, tick=False):
        paths, client = paths_of(dossier, other), by_link(dossier)
        sent_mails().clear()
        walk(client, paths)  # what is computed once is
        before = walk(client, paths)

        PREPARED[how](dossier)
        prepared = walk(client, paths)
        release_results()
        call_command("follow_calls")
    with time_machine.travel(RESULTS - SECOND, tick=False):
        call_command("follow_calls")
        assert [mail.to for mail in sent_mails() if mail.to[0] in dossier.mail_addresses] == []
        assert SECRET not in str([mail.body for mail in sent_mails()])
        late = walk(by_link(dossier), paths)

    assert len(before) > 60
    assert {each.status for each in before.values()} >= {200, 302, 404}
    changed = [name for name in before if before[name] != prepared[name]]
    assert changed == []
    assert [name for name, each in late.items() if SECRET.encode() in each.content] == []
    assert "En cours d’analyse" in late["get dossier(key)"].content.decode()


def test_at_the_date_the_same_addresses_tell_it() -> None:
    """Or the test above would prove nothing."""
    other, dossier = deposit(a_draft()), studied()
    with time_machine.travel(DURING + 5 * DAY, tick=False):
        prepare_two_outcomes(dossier)
        paths = paths_of(dossier, other)
    with time_machine.travel(RESULTS, tick=False):
        call_command("follow_calls")
        told = walk(by_link(dossier), paths)

    telling = {name for name, each in told.items() if SECRET.encode() in each.content}
    assert {"get dossier(key)", "get dossier_archive(key)"} <= telling
    assert told["get call/resultats/"].status == 200
    assert told[NEWS].status == 404


def test_news_are_asked_once_their_months_are_over_and_not_before() -> None:
    """The address of the news, 404 above whatever is prepared, opens then."""
    other, dossier = deposit(a_draft()), studied()
    with time_machine.travel(DURING + 5 * DAY, tick=False):
        prepare_two_outcomes(dossier)
        paths = {NEWS: paths_of(dossier, other)[NEWS.removeprefix("get ")]}
    asked = RESULTS + relativedelta(months=MONTHS)
    statuses = []
    for moment in (RESULTS - SECOND, RESULTS, asked - DAY, asked):
        with time_machine.travel(moment, tick=False):
            call_command("follow_calls")
            call_command("daily", "ami.follow_projects_up", verbosity=0)
            statuses.append(by_link(dossier).get(paths[NEWS]).status_code)
    assert statuses == [404, 404, 404, 200]


def approved(number: int) -> list[Dossier]:
    call = CallPageFactory()
    files = [deposit(a_draft(call)) for _ in range(number)]
    for dossier in files:
        dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
        prepare_two_outcomes(dossier)
    OutgoingMail.objects.all().delete()
    return files


def told_of(dossier: Dossier) -> tuple[str, int, int]:
    """Return the state of the file, how often it was answered, and mails of it."""
    kept = Dossier.objects.get(pk=dossier.pk)
    steps = kept.history.filter(action="envoyer-reponse")
    return kept.state, steps.count(), kept.outgoing_mails.count()


def test_two_days_late_all_are_told_once_and_nothing_was_read_meanwhile() -> None:
    """The job was down over the date: the guard is in what is read, not in the job."""
    files = approved(3)
    with time_machine.travel(RESULTS + 2 * DAY - SECOND, tick=False):
        text = by_link(files[0]).get(page(files[0])).content.decode()
        assert SECRET not in text
        assert "Réponse envoyée" not in text
    with time_machine.travel(RESULTS + 2 * DAY, tick=False):
        for _ in range(3):
            call_command("follow_calls")
        assert [told_of(each) for each in files] == [("reponse_envoyee", 1, 1)] * 3
        assert [each.body.count(SECRET) for each in sent_mails()] == [2] * 3
        assert SECRET in by_link(files[0]).get(page(files[0])).content.decode()


@pytest.mark.usefixtures("shared_database")
def test_two_jobs_at_once_tell_each_answer_once(monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[Dossier]
    [files] = at_once(lambda: approved(3), times=1)
    is_telling, write = Event(), HistoryEntry.objects.create

    def create(**line: Any) -> HistoryEntry:
        entry = write(**line)
        if not is_telling.is_set():  # the other job finds all of them ready still
            is_telling.set()
            sleep(0.5)
        return entry

    monkeypatch.setattr(HistoryEntry.objects, "create", create)
    jobs = [release_results, lambda: (is_telling.wait(60), release_results())[1]]
    with time_machine.travel(RESULTS, tick=True):
        counted = at_once(lambda: jobs.pop()(), times=2)

    assert sum(told for told, _ in counted) == 3
    assert [failures for _, failures in counted] == [[], []]
    found = at_once(lambda: [told_of(each) for each in files], times=1)
    assert found == [[("reponse_envoyee", 1, 1)] * 3]
