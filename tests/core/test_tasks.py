"""A queued mail wakes the worker on commit, and what a killed worker held is run all the same."""

from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ami.tasks import make_export_file
from core.tasks import deliver_mails

pytestmark = pytest.mark.django_db


def write_to(address: str) -> None:
    mail.send_mail("Objet", "Texte", None, [address])


def test_in_development_a_mail_leaves_as_soon_as_its_deed_is_committed(
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write_to("a@exemple.fr")
        assert mail.outbox == []

    assert [message.to for message in mail.outbox] == [["a@exemple.fr"]]


@pytest.fixture
def queue_in_the_database(settings: Any) -> None:
    backend = "django_tasks_db.DatabaseBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": settings.TASK_QUEUES}}


@pytest.mark.usefixtures("queue_in_the_database")
def test_in_production_the_worker_sends_it(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write_to("a@exemple.fr")
    assert mail.outbox == []

    DBTaskResult.objects.get().task.call()  # as the worker does

    assert [message.to for message in mail.outbox] == [["a@exemple.fr"]]


@pytest.mark.usefixtures("queue_in_the_database")
def test_a_task_whose_worker_was_killed_runs_again_but_not_for_ever() -> None:
    deliver_mails.enqueue()
    task = DBTaskResult.objects.get()
    for killed in range(3):
        task.claim(f"worker-{killed}")
        out = StringIO()
        call_command("requeue_tasks", stdout=out)
        task.refresh_from_db()
        assert (task.status == TaskResultStatus.READY) is (killed < 2)

    assert task.status == TaskResultStatus.FAILED
    assert "Abandonnées\u00a0: 1" in out.getvalue()


@pytest.mark.usefixtures("queue_in_the_database")
def test_what_the_worker_of_another_queue_is_doing_is_left_to_it() -> None:
    make_export_file.enqueue(1, 1)
    task = DBTaskResult.objects.get()
    task.claim("worker")

    call_command("requeue_tasks", stdout=StringIO())
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING
    call_command("requeue_tasks", queue_name="slow", stdout=StringIO())
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
