"""Long exports: made by a worker, for who asked and nobody else, and gone when they must be."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth import get_user
from django.contrib.auth.models import Group
from django.core.files.storage import storages
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from ami.exports import formats
from ami.models import CallPage, Dossier, Export
from ami.models.export import KEPT, STALLED
from ami.services.deposit import deposit
from ami.services.exports import forget_exports_of, make_export
from core.retention import erase_what_is_due
from normandie.roles import READERS_GROUP
from tests.ami.factories import COMPLETE, CallPageFactory, a_draft
from tests.ami.reviewing import DURING
from tests.mails import sent_mails
from tests.reading import content_of, text_of
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("empty_store"),
]
Committed = Callable[..., Any]


@pytest.fixture(autouse=True)
def everything_is_long(settings: Any) -> None:
    settings.EXPORTS_AT_ONCE = 0


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory(title="Usages numériques")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Hold what the worker is asked, which would be done at once."""
    asked: list[tuple[int, int]] = []
    task = SimpleNamespace(enqueue=lambda *given: asked.append(given))
    monkeypatch.setattr("ami.tasks.make_export_file", task)
    return asked


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Committed:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ask(client: Client, call: CallPage, kind: str = "csv", **asked: Any) -> Any:
    chosen = {"call": call.slug, "format": kind, "lines": "dossier"} | asked
    return client.post(reverse("ami_export:index"), chosen)


def address(export: Export, name: str = "download") -> str:
    return reverse(f"ami_export:{name}", args=(export.key,))


def page(client: Client) -> str:
    return text_of(client.get(reverse("ami_export:asked")))


def mails() -> list[EmailMessage]:
    """Return those that were sent about exports."""
    return [each for each in sent_mails() if "export" in each.subject]


def stored() -> list[Path]:
    folder = Path(storages["private"].location) / "exports"
    return [each for each in folder.rglob("*") if each.is_file()]


def test_who_asks_is_told_by_mail_and_downloads_what_was_made(
    call: CallPage, committed: Committed
) -> None:
    dossiers, _draft = [deposit(a_draft(call)) for _ in range(3)], a_draft(call)
    client = signed_in("reader")
    with committed():
        answer = ask(client, call)

    assert answer.url == reverse("ami_export:asked")
    export = Export.objects.get()
    assert (export.done, export.total) == (3, 3)
    assert "Prêt" in page(client)
    table = content_of(client.get(address(export))).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert [each["Numéro"] for each in lines] == [each.number for each in dossiers]
    [mail] = mails()
    assert mail.to == [get_user(client).email]
    assert reverse("ami_export:asked") in mail.body
    assert str(export.key) not in mail.body
    assert call.title not in mail.body + mail.subject


@pytest.mark.parametrize(("kind", "begins"), [("xlsx", b"PK"), ("zip", b"PK"), ("json", b"{")])
def test_every_format_may_be_long(
    call: CallPage, committed: Committed, kind: str, begins: bytes
) -> None:
    deposit(a_draft(call))
    client = signed_in("team")
    with committed():
        ask(client, call, kind)

    response = client.get(address(Export.objects.get()))

    assert content_of(response).startswith(begins)
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert "no-store" in response["Cache-Control"]


def test_the_list_of_the_queue_leaves_as_it_is_filtered(
    call: CallPage, committed: Committed
) -> None:
    kept, other = deposit(a_draft(call)), deposit(a_draft(CallPageFactory()))
    deposit(a_draft(call, structure=COMPLETE["structure"] | {"nom": "Autre"}))
    a_draft(call)
    client = signed_in("reader")
    query = f"?call={call.pk}&q={kept.number}"
    asked = reverse("ami_export:queue") + query
    assert "1 dossier déposé dans la liste" in text_of(client.get(asked))
    with committed():
        client.post(asked, {"format": "csv", "lines": "dossier"})

    export = Export.objects.get()
    table = content_of(client.get(address(export))).decode()
    assert kept.number in table
    assert other.number not in table
    assert table.count("AMI-") == 1
    assert kept.number in page(client)  # what was searched says what it holds


def test_nobody_else_opens_it_stops_it_nor_sees_it(
    call: CallPage, later: list[tuple[int, int]], committed: Committed
) -> None:
    deposit(a_draft(call))
    with committed():
        ask(signed_in("team"), call)
    make_export(*later[0])
    export = Export.objects.get()

    for role in ("admin", "lead", "reader"):
        other = signed_in(role)
        assert other.get(address(export)).status_code == 404
        assert other.post(address(export, "cancel")).status_code == 404
        assert other.post(address(export, "again")).status_code == 404
        assert "Prêt" not in page(other)
    assert signed_in("outsider").get(address(export)).status_code in (302, 403)
    assert Client().get(address(export)).status_code == 302


def test_a_right_that_is_lost_closes_what_is_made_and_stops_what_is_not(
    call: CallPage, later: list[tuple[int, int]], committed: Committed
) -> None:
    deposit(a_draft(call))
    client = signed_in("reader")
    with committed():
        ask(client, call)
        ask(client, call)
    make_export(*later[0])
    made, waiting = Export.objects.order_by("pk")
    get_user(client).groups.clear()

    assert client.get(address(made)).status_code in (302, 403)
    make_export(*later[1])
    waiting.refresh_from_db()
    assert waiting.state == Export.State.FAILED
    assert "droit" in waiting.failure
    assert not waiting.file


def test_notes_leave_with_nobody_who_may_not_take_them_any_more(
    call: CallPage, later: list[tuple[int, int]], committed: Committed
) -> None:
    deposit(a_draft(call))
    client = signed_in("reviewer")
    with committed():
        ask(client, call, with_notes="on")
    get_user(client).groups.set([Group.objects.get(name=READERS_GROUP)])

    make_export(*later[0])

    export = Export.objects.get()
    assert (export.state, bool(export.file)) == (Export.State.FAILED, False)


def test_what_is_exported_is_what_the_files_are_when_it_is_made(
    call: CallPage, later: list[tuple[int, int]], committed: Committed
) -> None:
    dossier = deposit(a_draft(call))
    client = signed_in("team")
    with committed():
        ask(client, call, states=["depose"])
    later_file = deposit(a_draft(call))
    Dossier.objects.filter(pk=dossier.pk).update(carrier_name="Sous un autre nom", state="clos")

    make_export(*later[0])

    table = content_of(client.get(address(Export.objects.get()))).decode()
    assert "Sous un autre nom" in table
    assert later_file.number not in table  # it was not in what was asked


def copies(dossier: Dossier, number: int) -> None:
    for rank in range(number):
        other = Dossier.objects.get(pk=dossier.pk)
        other.pk, other.key, other.number = None, uuid4(), f"COPIE-{rank}"
        other.save(force_insert=True)


def test_one_may_see_how_far_it_is_and_stop_it(
    call: CallPage,
    later: list[tuple[int, int]],
    committed: Committed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copies(deposit(a_draft(call)), 4)
    monkeypatch.setattr("ami.exports.table.AT_ONCE", 2)
    client = signed_in("team")
    seen: list[str] = []
    write = formats.write

    def watched(selection: Any, kind: str, told: Callable[[int], object]) -> Any:
        def tell(done: int) -> None:
            told(done)
            seen.append(page(client))
            if done == 4:
                client.post(address(Export.objects.get(), "cancel"))

        return write(selection, kind, tell)

    monkeypatch.setattr("ami.services.exports.write", watched)
    with committed():
        ask(client, call)
    assert "En attente" in page(client)

    make_export(*later[0])

    assert "En cours : 2 dossiers sur 5" in seen[0]
    assert len(seen) == 2  # stopped before the fifth
    export = Export.objects.get()
    assert (export.state, bool(export.file)) == (Export.State.CANCELLED, False)
    assert stored() == []
    with committed():
        client.post(address(export, "again"))
    make_export(*later[0])  # the first attempt, run again: it is worth nothing any more
    assert Export.objects.get().state == Export.State.ASKED
    monkeypatch.setattr("ami.services.exports.write", write)
    make_export(*later[1])
    assert Export.objects.get().is_made


def test_one_that_is_stopped_at_its_very_end_leaves_no_file_and_no_mail(
    call: CallPage,
    later: list[tuple[int, int]],
    committed: Committed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deposit(a_draft(call))
    client = signed_in("team")
    with committed():
        ask(client, call)
    write = formats.write

    def write_late(*given: Any) -> formats.Written:
        written = write(*given)
        client.post(address(Export.objects.get(), "cancel"))
        return written

    monkeypatch.setattr("ami.services.exports.write", write_late)

    make_export(*later[0])

    assert Export.objects.get().state == Export.State.CANCELLED
    assert stored() == []
    assert mails() == []


def test_a_failure_is_named_without_its_words_and_may_be_tried_again(
    call: CallPage, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit(a_draft(call))
    client = signed_in("team")

    def fail(*given: Any) -> None:
        raise OSError("secret de camille@exemple.fr")

    with monkeypatch.context() as broken, committed():
        broken.setattr("ami.services.exports.write", fail)
        ask(client, call)

    text = page(client)
    assert "N’a pas pu être fait" in text
    assert "OSError" in text
    assert "camille" not in text
    assert "n’a pas pu être fait" in mails()[0].subject
    export = Export.objects.get()
    assert client.get(address(export)).status_code == 404
    with committed():
        client.post(address(export, "again"))
    assert Export.objects.get().is_made
    assert [each.subject for each in mails()][1:] == ["Votre export est prêt"]


def test_one_that_stands_still_may_be_asked_again_and_a_worker_that_was_killed_begins_again(
    call: CallPage, later: list[tuple[int, int]], committed: Committed
) -> None:
    deposit(a_draft(call))
    client = signed_in("team")
    with committed():
        ask(client, call)
    Export.objects.update(state=Export.State.UNDERWAY, done=1)
    assert "Relancer" not in page(client)
    with time_machine.travel(DURING + STALLED + timedelta(seconds=1), tick=False):
        assert "Relancer" in page(client)

    make_export(*later[0])

    assert Export.objects.get().is_made
    make_export(*later[0])
    assert len(stored()) == 1


def test_it_goes_with_its_date_with_its_owner_and_with_any_of_its_files(
    call: CallPage, committed: Committed
) -> None:
    first, second = (deposit(a_draft(call)) for _ in range(2))
    other_call = CallPageFactory()
    deposit(a_draft(other_call))
    client = signed_in("team")

    def make(of: CallPage = call) -> Export:
        with committed():
            ask(client, of)
        return Export.objects.first()

    make()
    kept = make(other_call)
    with committed():
        assert forget_exports_of([first]) == 1
    assert list(Export.objects.all()) == [kept]
    make()
    with committed():
        second.delete()
    assert list(Export.objects.all()) == [kept]
    assert len(stored()) == 1
    with time_machine.travel(DURING + KEPT + timedelta(seconds=1), tick=False):
        assert client.get(address(kept)).status_code in (302, 404)
        with committed():
            erase_what_is_due()
    assert stored() == []
    make()
    with committed():
        get_user(client).delete()
    assert stored() == []
    assert not Export.objects.exists()


def test_a_person_waits_for_five_at_most_and_short_ones_leave_at_once(
    call: CallPage, later: list[tuple[int, int]], committed: Committed, settings: Any
) -> None:
    deposit(a_draft(call))
    client = signed_in("team")
    with committed():
        answers = [ask(client, call) for _ in range(6)]

    assert len(later) == 5
    assert "Plusieurs de vos exports ne sont pas finis" in text_of(answers[5])
    settings.EXPORTS_AT_ONCE = 1
    assert "attachment" in ask(client, call)["Content-Disposition"]
    assert "Content-Disposition" not in ask(client, call, "zip")  # heavier than a line
