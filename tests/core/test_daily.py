"""The work of each night: whatever fails, the rest is done, and it is said."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.models.signals import pre_delete
from django.utils import timezone

from core.jobs import JOBS, Job, JobResult
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from core.models import JobRun, OutgoingMail
from directory.models import ErrorReport, PlacePage
from directory.services import refresh
from events.models import EventPage, Subscription
from normandie.accessibility.models import Complaint
from normandie.accessibility.services import complaints
from tests.accessibility.conftest import PERSON, make_complaint
from tests.factories import EventPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db

# An address that a form accepts, and that no mail can be written to: its domain is too long once
# encoded. One such complaint once stopped all that came after it, every night.
UNSPEAKABLE = f"a@{'é' * 58}.fr"
LONG_AGO = timezone.timedelta(days=4 * 365)


def run_daily(*jobs: str) -> tuple[str, str]:
    """Return what the command says, and its failure."""
    out = StringIO()
    try:
        call_command("daily", *jobs, stdout=out)
    except CommandError as error:
        return out.getvalue(), f"{error} [code {error.returncode}]"
    return out.getvalue(), ""


def job(monkeypatch: pytest.MonkeyPatch, name: str, work: Callable[[], JobResult]) -> None:
    monkeypatch.setitem(JOBS, name, Job(name, f"Travail {name}", work))


def fail() -> JobResult:
    raise ValueError(PERSON["email"])


def old_report() -> ErrorReport:
    report = ErrorReport.objects.create(place=PlacePageFactory(), subject="autre", message="Faux")
    ErrorReport.objects.filter(pk=report.pk).update(received_at=timezone.now() - LONG_AGO)
    return report


def test_a_complaint_that_no_mail_can_answer_stops_nothing_of_the_night() -> None:
    make_complaint(email=UNSPEAKABLE)
    make_complaint(email=UNSPEAKABLE, received_at=timezone.now() - LONG_AGO)
    old_report()
    Session.objects.create(session_key="x", expire_date=timezone.now() - timedelta(days=1))
    event = EventPageFactory(rule="FREQ=WEEKLY")
    event.occurrences.all().delete()
    place = PlacePageFactory()
    PlacePage.objects.filter(pk=place.pk).update(sort_name="")

    run_daily()

    assert Complaint.objects.count() == 1
    assert not ErrorReport.objects.exists()
    assert not Session.objects.exists()
    assert event.occurrences.exists()
    assert PlacePage.objects.get(pk=place.pk).sort_name


def test_a_job_that_fails_is_named_and_stops_none_of_the_next(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    job(monkeypatch, "essai.casse", fail)
    job(monkeypatch, "essai.suivant", lambda: JobResult({"choses faites": 3}))

    said, failure = run_daily("essai.casse", "essai.suivant")

    assert "essai.suivant" in said
    assert "3 choses faites" in said
    assert "essai.casse : travail arrêté (ValueError)" in failure
    assert "essai.suivant" not in failure
    assert "[code 1]" in failure
    assert " fail <" in caplog.text  # where it failed
    assert "camille" not in caplog.text + said + failure  # but not what it was about
    broken, fine = JobRun.objects.order_by("pk")
    assert (broken.failures, fine.failures) == ("travail arrêté (ValueError)", "")
    assert fine.figures == {"choses faites": 3}
    assert fine.duration is not None


def test_a_night_without_failure_ends_well_and_tells_each_job() -> None:
    said, failure = run_daily()

    assert failure == ""
    assert {run.job for run in JobRun.objects.all()} == set(JOBS)
    assert all(name in said for name in JOBS)


def test_the_service_runs_the_one_command() -> None:
    unit = (Path(settings.BASE_DIR) / "deploy/normandie-daily.service").read_text()

    assert [line for line in unit.splitlines() if line.startswith("ExecStart=")] == [
        "ExecStart=/srv/normandie/current/.venv/bin/python manage.py daily"
    ]


def test_a_row_that_cannot_be_erased_costs_itself_alone() -> None:
    first, stubborn, last = old_report(), old_report(), old_report()

    def refuse(instance: ErrorReport, **kwargs: object) -> None:
        if instance.pk == stubborn.pk:
            raise LookupError

    pre_delete.connect(refuse, ErrorReport)
    try:
        said, failure = run_daily("core.erase_what_is_due")
    finally:
        pre_delete.disconnect(refuse, ErrorReport)

    assert list(ErrorReport.objects.all()) == [stubborn]
    assert "2 signalements" in said
    assert f"signalement {stubborn.pk} (LookupError)" in failure
    assert f" {first.pk} " not in failure
    assert f" {last.pk} " not in failure


def test_a_place_that_cannot_be_read_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    first, broken, last = (PlacePageFactory() for _ in range(3))
    PlacePage.objects.update(sort_name="")
    card_data = refresh.card_data

    def read(place: PlacePage) -> dict:
        return card_data(place) if place.pk != broken.pk else {}["carte"]

    monkeypatch.setattr(refresh, "card_data", read)

    said, failure = run_daily("directory.reindex_places")

    names = dict(PlacePage.objects.values_list("pk", "sort_name"))
    assert names[first.pk]
    assert names[last.pk]
    assert not names[broken.pk]
    assert "2 lieux indexés" in said
    assert f"lieu {broken.pk} (KeyError)" in failure


def test_a_receipt_that_cannot_be_written_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken, fine = make_complaint(), make_complaint()

    def write(kind: MailKind, *, about: Complaint, **mail: Any) -> None:
        if about == broken:
            raise LookupError
        queue_mail(kind, about=about, **mail)

    monkeypatch.setattr(complaints, "queue_mail", write)

    said, failure = run_daily("accessibility.follow_complaints")

    assert [mail.about for mail in OutgoingMail.objects.all()] == [fine]
    assert "1 accusés écrits" in said
    assert f"réclamation {broken.pk} (LookupError)" in failure


def test_an_event_that_cannot_be_read_costs_itself_alone() -> None:
    broken, event = EventPageFactory(rule="FREQ=WEEKLY"), EventPageFactory(rule="FREQ=WEEKLY")
    event.occurrences.all().delete()
    # No validation lets it in: only a fault of ours could.
    EventPage.objects.filter(pk=broken.pk).update(rule="FREQ=WEEKLY;UNTIL=hier")

    _, failure = run_daily("events.extend_occurrences")

    assert event.occurrences.exists()
    assert f"événement {broken.pk} (" in failure


def test_what_fails_by_thousands_is_told_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    job(monkeypatch, "essai", lambda: JobResult({}, [f"ligne {n}" for n in range(1_000)]))

    _, failure = run_daily("essai")

    assert failure.endswith("ligne 19, et 980\u00a0autres [code 1]")


def test_a_trace_that_cannot_be_written_stops_no_work() -> None:
    report = old_report()
    with patch.object(JobRun, "save", side_effect=OperationalError):
        run_daily("core.erase_what_is_due")

    assert not ErrorReport.objects.filter(pk=report.pk).exists()


def test_a_job_that_nobody_knows_is_refused_before_anything_runs() -> None:
    _, failure = run_daily("essai.inconnu")

    assert "essai.inconnu" in failure
    assert not JobRun.objects.exists()


def test_a_request_confirmed_while_the_night_works_is_kept() -> None:
    old = timezone.now() - timedelta(days=8)
    Subscription.objects.create(email="a@exemple.fr", consent="Oui", asked_at=old)
    late = Subscription.objects.create(email="b@exemple.fr", consent="Oui", asked_at=old)

    def confirm(**kwargs: object) -> None:
        Subscription.objects.filter(pk=late.pk).update(confirmed_at=timezone.now())

    pre_delete.connect(confirm, Subscription)
    try:
        run_daily("core.erase_what_is_due")
    finally:
        pre_delete.disconnect(confirm, Subscription)

    assert list(Subscription.objects.all()) == [late]


# A site of its own, on a file: « first » makes it, and works until it is killed; others try again
# and again, each time so many minutes later.
PROCESS = """
import sys, time
import django
import time_machine
django.setup()
from django.core.management import CommandError, call_command
from django.db import connection
from core import jobs
from core.models import JobRun, Lease

def work():
    if minutes == "first":
        print("at work", flush=True)
        time.sleep(300)
    return jobs.JobResult({"fois": 1})

jobs.JOBS.clear()
jobs.JOBS["essai"] = jobs.Job("essai", "Essai", work)
for minutes in sys.argv[1:]:
    if minutes == "first":
        with connection.schema_editor() as editor:
            editor.create_model(JobRun)
            editor.create_model(Lease)
        call_command("daily")
    with time_machine.travel(time.time() + 60 * int(minutes)):
        try:
            call_command("daily")
        except CommandError as error:
            print(f"after {minutes} minutes:", error, flush=True)
"""


def night(database: Path, *args: str) -> dict[str, Any]:
    """Return what ``subprocess`` needs to run the work of the night in a process of its own."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "normandie.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
        "PYTHONPATH": f"{settings.BASE_DIR}:{settings.BASE_DIR}/site",
        "PATH": "/usr/bin:/bin",
    }
    return {
        "args": [sys.executable, "-c", PROCESS, *args],
        "env": environment,
        "stdout": subprocess.PIPE,
        "text": True,
        "cwd": settings.BASE_DIR,
    }


def test_two_nights_at_once_are_one_and_a_killed_one_holds_the_place_for_an_hour(
    tmp_path: Path,
) -> None:
    database = tmp_path / "nuit.sqlite3"
    first = subprocess.Popen(**night(database, "first"))
    try:
        assert first.stdout
        assert first.stdout.readline() == "at work\n"
        second = subprocess.run(**night(database, "0"), timeout=120).stdout
    finally:
        first.kill()  # kill -9: nothing is given back
        first.wait()
        first.stdout.close()
    assert "Le travail de nuit est déjà en cours" in second
    assert "1 fois" not in second

    later = subprocess.run(**night(database, "50", "61"), timeout=120).stdout

    refused, done = later.splitlines()
    assert "after 50 minutes: Le travail de nuit est déjà en cours" in refused
    assert "1 fois" in done
    with sqlite3.connect(database) as base:
        durations = [row[0] for row in base.execute("SELECT duration FROM core_jobrun ORDER BY id")]
    base.close()
    assert [duration is None for duration in durations] == [True, False]
