"""A file on paper, and as a tagged PDF: all that was deposited, for its readers alone."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from ami.exports import paper
from ami.models import Attachment, Completion, Dossier
from ami.services.attachments import add_files
from ami.services.correspondence import write_to_carrier
from ami.services.deposit import deposit
from ami.services.meetings import accept_meeting, note_meeting, propose_meeting
from ami.services.review import add_note
from core.pages import pdf
from tests.ami.factories import COMPLETE, CallPageFactory, a_draft
from tests.ami.papers import needs_pango, objects, text_of_pdf
from tests.ami.reviewing import DURING, SECRET, STAFF, a_file, screen
from tests.ami.test_exports import download
from tests.ami.test_review_screen import complete
from tests.core.photos import photo
from tests.reading import content_of, text_of
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
NOTE = "Vu au téléphone, le local est humide"


@pytest.fixture
def pango() -> None:
    needs_pango()


def page(client: Client, dossier: Dossier, name: str = "paper", **asked: str) -> Any:
    address = reverse(f"wagtailsnippets_ami_dossier:{name}", args=(dossier.pk,))
    return client.get(address, asked)


def a_whole_file() -> Dossier:
    """Return a file with a piece, a completion, a message, a report of a meeting, a note."""
    draft = a_draft(projets=COMPLETE["projets"] | {"calendrier": "En mars"})
    assert not add_files(draft, [photo()])
    dossier = deposit(draft)
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    complete(dossier, "De mai à juin")
    write_to_carrier(dossier, "Nous avons bien lu.", STAFF)
    slot = DURING.replace(day=20)
    propose_meeting(dossier, [slot], STAFF, where="À Caen")
    accept_meeting(dossier, slot)
    note_meeting(dossier, STAFF, report=SECRET)
    add_note(dossier, NOTE, STAFF.user)
    return dossier


def test_the_page_says_all_of_the_file_without_what_the_service_writes_for_itself() -> None:
    dossier = a_whole_file()
    reviewer = signed_in("reviewer")
    assert reverse("wagtailsnippets_ami_dossier:paper", args=(dossier.pk,)) in screen(
        reviewer, dossier
    )

    text = text_of(page(reviewer, dossier))

    for said in ("En mars", "Complété le 9 novembre 2026", "De mai à juin", "Projet 1"):
        assert said in text
    for said in ("Nous avons bien lu.", "Rencontre : tenue", "Dossier déposé", dossier.digest):
        assert said in text
    for each in Attachment.objects.all():
        assert f"{each.name} ({'complément 1' if each.completion else 'dépôt'}" in text
        assert each.sha256 in text
    assert NOTE not in text
    assert SECRET not in text
    noted = text_of(page(reviewer, dossier, notes="oui"))
    assert NOTE in noted
    assert SECRET in noted


def test_a_draft_and_what_waits_for_the_carrier_are_never_printed() -> None:
    dossier, draft = a_whole_file(), a_draft()
    Completion.objects.update(sent_at=None, frozen=None)
    reviewer = signed_in("reviewer")

    text = text_of(page(reviewer, dossier))

    assert "Pas encore envoyé" in text
    assert "De mai à juin" not in text
    assert "complément 1" not in text
    assert page(reviewer, draft).status_code == 404
    assert page(reviewer, draft, "paper_pdf").status_code == 404


def test_who_reads_files_prints_them_and_who_studies_them_takes_the_notes() -> None:
    dossier = a_file()
    for role in ("visitor", "manager", "outsider", "editor"):
        assert page(signed_in(role), dossier).status_code in (302, 403), role
    reader = signed_in("reader")
    shown = page(reader, dossier)
    assert shown.status_code == 200
    assert "notes=oui" not in shown.content.decode()
    for name in ("paper", "paper_pdf"):
        refused = page(reader, dossier, name, notes="oui")
        assert refused.status_code in (302, 403)
        assert refused.get("Content-Type") != "application/pdf"


def test_the_pdf_is_tagged_and_says_what_the_page_says() -> None:
    needs_pango()
    dossier = a_whole_file()

    response = page(signed_in("reviewer"), dossier, "paper_pdf")

    content = content_of(response)
    said = objects(content)
    assert f"dossier-{dossier.number}.pdf" in response["Content-Disposition"]
    for part in (b"pdfuaid", b"/Marked true", b"/Lang (fr)", b"/H1", b"/H2", b"/H3", b"/LI"):
        assert part in said
    text = text_of_pdf(content)
    assert "De mai à juin" in text
    assert NOTE not in text


def test_without_pango_nor_too_often_the_page_to_print_remains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier, reviewer = a_file(), signed_in("reviewer")
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    assert "pdf/" not in page(reviewer, dossier).content.decode()
    paper_page = reverse("wagtailsnippets_ami_dossier:paper", args=(dossier.pk,))
    assert page(reviewer, dossier, "paper_pdf").url == paper_page

    monkeypatch.setattr(pdf, "is_available", lambda: True)
    monkeypatch.setattr(pdf, "render_pdf", lambda *args: b"%PDF-")
    answers = [page(reviewer, dossier, "paper_pdf") for _ in range(61)]
    assert [each.status_code for each in answers] == [200] * 60 + [302]


@pytest.mark.usefixtures("pango")
def test_several_files_are_one_document_behind_a_table_with_pages() -> None:
    call = CallPageFactory(title="Usages numériques")
    files = [deposit(a_draft(call)) for _ in range(2)]

    content = download(call, "pdf")

    text = text_of_pdf(content)
    said = objects(content)
    assert "Table des dossiers" in text
    for each in files:
        assert f"{each.number}, Les Petits Débrouillards du Bocage – page" in text
    assert b"/Link" in said
    assert b"/TOC" in said or b"/LI" in said


def test_many_files_are_several_documents_in_an_archive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call = CallPageFactory(title="Usages numériques")
    files = [deposit(a_draft(call)) for _ in range(5)]
    drawn: list[int] = []

    def draw(template: str, context: dict[str, Any]) -> bytes:
        drawn.append(len(context["papers"]))
        return context["title"].encode()

    monkeypatch.setattr(pdf, "is_available", lambda: True)
    monkeypatch.setattr(pdf, "render_pdf", draw)
    monkeypatch.setattr(paper, "VOLUME", 2)

    with ZipFile(io.BytesIO(download(call, "pdf"))) as archive:
        names = archive.namelist()
        readme = archive.read("LISEZ-MOI.txt").decode()

    assert names == ["dossiers-001.pdf", "dossiers-002.pdf", "dossiers-003.pdf", "LISEZ-MOI.txt"]
    assert drawn == [2, 2, 1]  # no document grows with the number of files
    assert f"dossiers-003.pdf\u00a0: {files[4].number}" in readme
