"""Each check of the health of the site, on what it watches broken on purpose."""

from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ami.models import Attachment
from ami.tasks import make_export_file
from core.health_checks import CHECKS, Finding, State
from core.jobs import JOBS, TIMED_JOBS
from core.models import JobRun, OutgoingMail
from core.tasks import deliver_mails
from directory.models import PlacePage
from events.models import EventPage
from normandie.search.models import PageText
from normandie.search.services import index_all_pages
from tests.ami.factories import a_draft
from tests.factories import EventPageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")
PUBLISHED = "jobs.editorial.publish_and_withdraw"


def found(name: str) -> Finding:
    """What a check finds, in the connection of the test."""
    return CHECKS[name]()


def state(name: str) -> str:
    return found(name).state


def aged(rows: QuerySet, field: str, age: timedelta) -> None:
    rows.update(**{field: timezone.now() - age})


def test_the_database_answers_in_a_time() -> None:
    answer = found("database")

    assert (answer.state, answer.limit, answer.unit) == (State.OK, 500, "ms")


def test_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    with pytest.raises(OperationalError):  # core.health_checks tells it by its class
        found("database")


def test_the_cache_gives_back_what_it_keeps() -> None:
    assert state("cache") == State.OK


@pytest.mark.parametrize("alias", ["default", "counters"])
def test_a_cache_that_forgets_fails(settings: Any, alias: str) -> None:
    dummy = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = settings.CACHES | {alias: dummy}

    assert found("cache").state == State.FAILING
    assert "ne garde rien" in found("cache").words


@pytest.mark.one_engine
@pytest.mark.parametrize("name", ["disk.media", "disk.private"])
@pytest.mark.parametrize(
    ("free", "expected"), [(2_001, "ok"), (2_000, "warning"), (500, "failing"), (0, "failing")]
)
def test_a_disk_that_fills_up(
    monkeypatch: pytest.MonkeyPatch, name: str, free: int, expected: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(0, 0, free * 1_000_000))

    assert (state(name), found(name).figure) == (expected, free)


@pytest.mark.parametrize(("name", "store"), [("disk.media", "default"), ("disk.private",) * 2])
def test_the_disk_is_that_of_the_store_even_before_its_first_file(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, store: str
) -> None:
    asked = []
    store = store.removeprefix("disk.")
    ours = settings.STORAGES[store]
    options = ours.get("OPTIONS", {}) | {"location": tmp_path / "not" / "yet"}
    settings.STORAGES = settings.STORAGES | {store: ours | {"OPTIONS": options}}
    monkeypatch.setattr(
        "shutil.disk_usage", lambda folder: asked.append(folder) or Usage(0, 0, 10**12)
    )

    assert state(name) == State.OK
    assert asked == [tmp_path]


@pytest.mark.parametrize(
    ("queue", "task", "args", "warns"),
    [
        ("default", deliver_mails, (), timedelta(minutes=10)),
        ("slow", make_export_file, (1, 1), timedelta(hours=1)),
    ],
)
def test_a_queue_that_nobody_empties(
    settings: Any, queue: str, task: Any, args: tuple, warns: timedelta
) -> None:
    backend = "django_tasks_db.DatabaseBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": settings.TASK_QUEUES}}
    other = {"default": "slow", "slow": "default"}[queue]
    name = f"tasks.{queue}"
    assert found(name) == Finding(State.OK, "0 en attente.", 0, int(warns.total_seconds()), "s")

    task.enqueue(*args)
    assert (state(name), found(name).words) == (State.OK, "1 en attente.")
    aged(DBTaskResult.objects, "enqueued_at", warns)
    assert state(name) == State.WARNING
    aged(DBTaskResult.objects, "enqueued_at", warns * 6)
    assert state(name) == State.FAILING
    assert state(f"tasks.{other}") == State.OK
    DBTaskResult.objects.get().claim("worker")
    assert state(name) == State.OK


def test_mails_that_nobody_sends() -> None:
    assert state("mails.waiting") == State.OK
    mail.send_mail("Objet", "Texte", None, ["a@exemple.fr"])
    assert (state("mails.waiting"), found("mails.waiting").words) == ("ok", "1 à envoyer.")

    aged(OutgoingMail.objects, "due_at", timedelta(minutes=10))
    assert state("mails.waiting") == State.WARNING
    aged(OutgoingMail.objects, "due_at", timedelta(hours=1))
    assert state("mails.waiting") == State.FAILING
    assert state("mails.failed") == State.OK
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT)
    assert found("mails.waiting").figure == 0


def test_mails_that_could_not_leave_are_a_warning() -> None:
    states = OutgoingMail.State
    for number, reached in enumerate((states.WAITING, states.ABANDONED, states.ABANDONED)):
        mail.send_mail("Objet", "Texte", None, [f"{number}@exemple.fr"])
        OutgoingMail.objects.filter(recipient__startswith=number).update(
            state=reached, error="SMTP 550"
        )

    words = "1 à renvoyer après un échec, 2 abandonnés."
    assert found("mails.failed") == Finding(State.WARNING, words, 3, 1)


def test_the_work_of_the_night_is_seen_as_staff_see_it() -> None:
    label = JOBS["directory.reindex_places"].label
    for name in JOBS:
        done_at = timezone.now() - timedelta(hours=3)
        JobRun.objects.create(job=name, started_at=done_at, duration=timedelta(seconds=1))
    assert found("jobs.daily") == Finding(State.OK, "À l’heure.", 3 * 3600, 48 * 3600, "s")

    runs = JobRun.objects.filter(job="directory.reindex_places")
    runs.update(failures="lieu 3 (KeyError)")
    assert found("jobs.daily").state == State.WARNING
    assert found("jobs.daily").words == f"{label}\u00a0: a échoué"

    aged(runs, "started_at", timedelta(days=3))
    assert found("jobs.daily").state == State.FAILING
    assert found("jobs.daily").figure == 3 * 24 * 3600


def test_a_timer_that_stopped_fails_by_its_own_measure() -> None:
    assert set(TIMED_JOBS) == {name.removeprefix("jobs.") for name in CHECKS if "jobs" in name} - {
        "daily"
    }
    JobRun.objects.create(
        job=PUBLISHED.removeprefix("jobs."),
        started_at=timezone.now() - timedelta(minutes=5),
        duration=timedelta(seconds=1),
    )
    assert found(PUBLISHED) == Finding(State.OK, "À l’heure.", 300, 3600, "s")

    aged(JobRun.objects, "started_at", timedelta(hours=2))
    assert state(PUBLISHED) == State.FAILING
    assert "pas fait depuis 2\u00a0heures" in found(PUBLISHED).words
    assert (state("jobs.events.write_letters"), state("jobs.daily")) == ("ok", "failing")
    assert found("jobs.daily").words.count("jamais fait") == 3
    assert found("jobs.daily").words.endswith(f"et {len(JOBS) - 3}\u00a0autres")


def test_a_timer_that_nobody_enabled_fails() -> None:
    JobRun.objects.create(job="core.other", started_at=timezone.now() - timedelta(days=30))

    assert found(PUBLISHED).state == State.FAILING
    assert found(PUBLISHED).words.endswith("jamais fait")


def test_files_that_no_antivirus_reads(settings: Any) -> None:
    file = Attachment.objects.create(
        dossier=a_draft(), file="a", name="a.pdf", extension="pdf", size=1, sha256="0"
    )
    aged(Attachment.objects, "sent_at", timedelta(days=1))
    assert found("scans") == Finding(State.OK, "Aucun antivirus n’est branché.")

    settings.CLAMD_URL = "unix:///run/clamav/clamd.ctl"
    assert (state("scans"), found("scans").words) == ("failing", "1 en attente d’analyse.")
    aged(Attachment.objects, "sent_at", timedelta(minutes=15))
    assert state("scans") == State.WARNING
    Attachment.objects.filter(pk=file.pk).update(scan=Attachment.Scan.CLEAN)
    assert found("scans").figure == 0


def test_places_and_events_that_cannot_be_found() -> None:
    for factory, model, name in (
        (PlacePageFactory, PlacePage, "search.places"),
        (EventPageFactory, EventPage, "search.events"),
    ):
        first, _second = factory(), factory()
        factory(live=False)
        online = model.objects.live().count()
        assert (state(name), found(name).figure) == (State.OK, 0)

        first.words.all().delete()
        assert (state(name), found(name).figure) == (State.WARNING, 1)
        for each in model.objects.all():
            each.words.all().delete()
        assert (state(name), found(name).figure) == (State.FAILING, online)


def test_pages_that_cannot_be_found() -> None:
    index_all_pages()
    PlacePageFactory()  # has words of its own
    assert (state("search.pages"), found("search.pages").figure) == (State.OK, 0)

    PageText.objects.first().delete()
    assert (state("search.pages"), found("search.pages").figure) == (State.WARNING, 1)
    PageText.objects.all().delete()
    assert state("search.pages") == State.FAILING
