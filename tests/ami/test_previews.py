"""What staff see of a joined file without opening it, and nothing that they may not read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from ami.jobs import follow_calls
from ami.models import Attachment, Dossier, Preview
from ami.services import previews
from ami.services.attachments import add_files
from ami.services.completing import add_completion_files
from ami.services.completions import ask_to_complete
from ami.services.deposit import deposit
from ami.services.previews import draw_waiting_previews
from core.previews import draw
from tests.ami.factories import a_draft
from tests.ami.reviewing import DURING, STAFF, a_file, screen
from tests.core.photos import photo
from tests.core.test_previews import a_pdf
from tests.reading import content_of
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("empty_store"),
]


def pdf(name: str = "plan.pdf", pages: int = 5) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_pdf(pages).getvalue())


def with_files(*files: Any, scan: str = Attachment.Scan.CLEAN) -> Dossier:
    draft = a_draft()
    assert not add_files(draft, files)
    dossier = deposit(draft)
    dossier.attachments.update(scan=scan)
    return dossier


def address(file: Attachment, page: int = 1, dossier: Dossier | None = None) -> str:
    args = ((dossier or file.dossier).pk, file.key, page)
    return reverse("wagtailsnippets_ami_dossier:preview", args=args)


def drawn() -> list[Path]:
    folder = Path(storages["private"].location) / "apercus"
    return [each for each in folder.rglob("*") if each.is_file()]


def test_a_pdf_and_a_picture_show_on_the_screen_of_the_file(
    django_capture_on_commit_callbacks: Any,
) -> None:
    dossier = with_files(pdf(), photo())
    reader = signed_in("reader")
    assert "Aperçu" not in screen(reader, dossier)
    with django_capture_on_commit_callbacks(execute=True):
        follow_calls.work()

    text = screen(reader, dossier)

    assert "3 premières pages sur 5" in text
    assert text.count("<img src") >= 4
    for file in dossier.attachments.all():
        response = reader.get(address(file))
        assert content_of(response)[8:12] == b"WEBP"
        assert response["Content-Type"] == "image/webp"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]
    assert reader.get(address(dossier.attachments.first(), 4)).status_code == 404


def test_it_opens_to_who_reads_the_file_and_under_its_own_dossier_alone() -> None:
    dossier, other = with_files(pdf()), a_file()
    draw_waiting_previews()
    file = dossier.attachments.get()

    for role in ("visitor", "manager", "outsider", "editor"):
        assert signed_in(role).get(address(file)).status_code in (302, 403), role
    assert signed_in("reviewer").get(address(file, dossier=other)).status_code == 404


@pytest.mark.parametrize("scan", ["en-attente", "non-analyse", "infecte", "introuvable"])
def test_what_no_antivirus_cleared_is_neither_drawn_nor_shown(scan: str, settings: Any) -> None:
    settings.UNSCANNED_FILES_SERVED = False
    dossier = with_files(pdf(), scan=scan)
    assert draw_waiting_previews() == (0, [])
    assert not Preview.objects.exists()

    dossier.attachments.update(scan=Attachment.Scan.CLEAN)
    assert draw_waiting_previews() == (1, [])
    dossier.attachments.update(scan=scan)  # the antivirus knows better since
    reader = signed_in("reader")
    assert "Aperçu" not in screen(reader, dossier)
    assert reader.get(address(dossier.attachments.get())).status_code == 404


def test_a_draft_and_a_completion_that_is_not_sent_are_not_drawn() -> None:
    draft = a_draft()
    add_files(draft, [pdf()])
    dossier = a_file()
    completion = ask_to_complete(dossier, [], "Un plan", date(2026, 11, 30), STAFF, pieces=["plan"])
    add_completion_files(completion, [pdf()])
    Attachment.objects.update(scan=Attachment.Scan.CLEAN)

    assert draw_waiting_previews() == (0, [])


def test_what_cannot_be_drawn_is_tried_once_and_stops_no_other() -> None:
    broken = SimpleUploadedFile("casse.pdf", b"%PDF-1.7 rien")
    dossier = with_files(broken, pdf())

    assert draw_waiting_previews() == (1, [])
    assert draw_waiting_previews() == (0, [])
    text = screen(signed_in("reader"), dossier)
    assert text.count("Aperçu") == 1
    assert "casse.pdf" in text


def test_a_file_that_is_destroyed_while_it_is_drawn_leaves_no_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = with_files(pdf(), photo())

    def draw_late(*given: Any) -> Any:
        found = draw(*given)
        dossier.attachments.all().delete()
        return found

    monkeypatch.setattr(previews, "draw", draw_late)

    assert draw_waiting_previews() == (0, [])
    assert drawn() == []


def test_the_site_may_write_while_a_file_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with_files(pdf())
    outside, inside = list(connection.savepoint_ids), []  # of the transactions that are open

    def draw_slowly(*given: Any) -> Any:
        inside.append(list(connection.savepoint_ids))
        return draw(*given)

    monkeypatch.setattr(previews, "draw", draw_slowly)

    assert draw_waiting_previews() == (1, [])
    assert inside == [outside]


def test_it_goes_with_the_file(django_capture_on_commit_callbacks: Any) -> None:
    dossier = with_files(pdf())
    draw_waiting_previews()
    assert len(drawn()) == 3

    with django_capture_on_commit_callbacks(execute=True):
        dossier.attachments.get().delete()

    assert drawn() == []
