"""What leaves of the files of a call: every format, no draft, no formula, the same memory."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from ami.definitions import AskedQuestion
from ami.exports.table import Selection, table_of
from ami.exports.writers import LONGEST_CELL, write_csv, write_xlsx
from ami.kinds import REVIEWER
from ami.models import Attachment, CallPage, CallQuestion, Dossier, Project
from ami.services.attachments import add_files
from ami.services.completing import add_completion_files, save_typed, send_completion
from ami.services.completions import ask_to_complete
from ami.services.deposit import deposit
from ami.services.results import Proposal, orient
from core.workflow import Actor
from tests.ami.factories import COMPLETE, OPENS, CallPageFactory, a_draft
from tests.factories import UserFactory
from tests.memory import collected, peak
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]
STAFF = Actor(REVIEWER)
SUPER = UserFactory.build(is_superuser=True)
TRAP = '=HYPERLINK("https://piege.exemple")'
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
PROJECT = COMPLETE["projets"]


@pytest.fixture
def call() -> CallPage:
    return CallPageFactory(title="Usages numériques")


def pdf(name: str, mark: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF + mark)


def download(call: CallPage, kind: str, client: Client | None = None, **asked: Any) -> bytes:
    chosen = {"call": call.slug, "format": kind, "lines": "dossier"} | asked
    answer = (client or signed_in("team")).post(reverse("ami_export:index"), chosen)
    assert "attachment" in answer.get("Content-Disposition", ""), answer
    assert answer.streaming
    return answer.getvalue()


def lines(call: CallPage, **asked: Any) -> list[dict[str, str]]:
    """Return the CSV of *call* as a spreadsheet reads it."""
    text = download(call, "csv", **asked).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def copies(dossier: Dossier, number: int, first: int = 0) -> None:
    """Have *number* more files like *dossier*, each with its project."""
    project = dossier.projects.get()
    made = []
    for rank in range(first, first + number):
        other = Dossier.objects.get(pk=dossier.pk)
        other.pk, other.number = None, f"COPIE-{rank}"
        other.key = uuid4()
        made.append(other)
    Dossier.objects.bulk_create(made)
    Project.objects.bulk_create(
        Project(dossier=each, item=project.item, title=project.title) for each in made
    )


def with_two_projects(call: CallPage) -> Dossier:
    draft = a_draft(call)
    again = PROJECT | {"titre": "Un second atelier", "budget": "1500"}
    draft.step_answers.create(step="projets", item="b" * 36, position=1, data=again)
    return deposit(draft)


def test_a_line_is_a_file_or_a_project_in_every_format(call: CallPage) -> None:
    dossier = with_two_projects(call)
    orient(in_analysis(dossier), [Proposal("materiels"), Proposal("pole")], STAFF)

    [line] = lines(call)
    assert line["Numéro"] == dossier.number
    assert line["État"] == "Orienté"
    assert line["Forme"] == "Association"
    assert (line["Commune"], line["Département"]) == ("Caen", "Calvados")
    assert line["Titre du projet"] == "1. Un atelier mobile\n2. Un second atelier"
    assert (line["Nombre de projets"], line["Budgets, total en euros"]) == ("2", "1500,00")
    assert line["Suites"] == "Matériels numériques, Pôle de proximité"

    titles = ["Un atelier mobile", "Un second atelier"]
    by_project = lines(call, lines="projet")
    assert [each["Titre du projet"] for each in by_project] == titles
    assert [each["Rang du projet"] for each in by_project] == ["1", "2"]
    data = json.loads(download(call, "json", lines="projet"))
    assert [each["projets.titre"] for each in data["lignes"]] == titles
    assert data["lignes"][1]["budget"] == 1500
    assert data["colonnes"]["projets.titre"] == "Titre du projet"
    sheet = load_workbook(io.BytesIO(download(call, "xlsx", lines="projet"))).active
    headings, *rows = sheet.iter_rows(values_only=True)
    assert [row[headings.index("Titre du projet")] for row in rows] == titles
    assert isinstance(rows[0][headings.index("Déposé le")], datetime)


def in_analysis(dossier: Dossier) -> Dossier:
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    return dossier


def test_neither_a_draft_nor_another_call_nor_another_state_leaves(call: CallPage) -> None:
    kept, taken, _draft, _other = (
        deposit(a_draft(call)),
        in_analysis(deposit(a_draft(call))),
        a_draft(call),
        deposit(a_draft(CallPageFactory())),
    )

    assert [each["Numéro"] for each in lines(call)] == [kept.number, taken.number]
    assert [each["Numéro"] for each in lines(call, states=["en_analyse"])] == [taken.number]
    refused = signed_in("team").post(
        reverse("ami_export:index"),
        {"call": call.slug, "format": "csv", "lines": "dossier", "states": ["brouillon"]},
    )
    assert "Content-Disposition" not in refused


def test_the_person_to_write_to_leaves_only_when_it_is_asked(call: CallPage) -> None:
    deposit(a_draft(call, contact=COMPLETE["contact"] | {"fonction": "Trésorière"}))

    for kind in ("csv", "json"):
        without = download(call, kind).decode()
        assert "camille@exemple.fr" not in without
        assert "Camille Exemple" not in without
        assert "Trésorière" not in without
    [line] = lines(call, with_contacts="on")
    assert line["Courriel"] == "camille@exemple.fr"
    assert line["Fonction"] == "Trésorière"


def test_what_is_typed_is_never_a_formula(call: CallPage) -> None:
    draft = a_draft(call, structure=COMPLETE["structure"] | {"nom": TRAP})
    CallQuestion.objects.create(call=call, step="territoire", key="piege", label="+1 avis ?")
    draft.step_answers.filter(step="projets").update(data=PROJECT | {"titre": "-2+3"})
    deposit(draft)
    later = a_draft(call, territoire={"piege": "@SUM(1)"})
    deposit(later)

    text = download(call, "csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert f"'{TRAP}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    workbook = download(call, "xlsx")
    with ZipFile(io.BytesIO(workbook)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "HYPERLINK" in sheet
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(call: CallPage) -> None:
    draft = a_draft(call)
    long = PROJECT | {"description": "é" * 5000}
    for rank in range(8):
        draft.step_answers.create(step="projets", item=f"{rank}" * 36, position=rank + 1, data=long)
    deposit(draft)

    sheet = load_workbook(io.BytesIO(download(call, "xlsx"))).active
    headings, row = sheet.iter_rows(values_only=True)
    cell = row[headings.index("Description")]
    assert len(cell) == LONGEST_CELL
    assert "La suite ne tient pas dans une cellule" in cell
    assert lines(call)[0]["Description"].count("é") == 8 * 5000


def test_a_question_worded_anew_has_one_column_under_its_last_words(call: CallPage) -> None:
    question = CallQuestion.objects.create(
        call=call, step="territoire", key="velo", label="Et à vélo ?"
    )
    gone = CallQuestion.objects.create(
        call=call, step="territoire", key="train", label="Et en train ?"
    )
    deposit(a_draft(call, territoire={"velo": "oui", "train": "non"}), OPENS + timedelta(days=1))
    gone.delete()
    question.label = "Viendrez-vous à vélo ?"
    question.save()
    deposit(a_draft(call, territoire={"velo": "parfois"}), OPENS + timedelta(days=2))

    first, last = lines(call)

    assert "Et à vélo ?" not in first
    assert (first["Viendrez-vous à vélo ?"], last["Viendrez-vous à vélo ?"]) == ("oui", "parfois")
    assert (first["Et en train ?"], last["Et en train ?"]) == ("non", "")


def test_what_was_completed_takes_the_place_of_what_was_deposited(call: CallPage) -> None:
    dossier = deposit(a_draft(call))
    asked = [AskedQuestion("projets", "calendrier")]
    completion = ask_to_complete(dossier, asked, "Quand ?", date(2026, 11, 30), STAFF)
    typed = QueryDict(f"projets-{completion.asked[0].item}-calendrier=De mars à juin")
    save_typed(completion, typed)

    assert lines(call)[0]["Calendrier envisagé"] == ""  # typed, and not sent
    send_completion(completion)
    assert lines(call)[0]["Calendrier envisagé"] == "De mars à juin"
    assert lines(call)[0]["Titre du projet"] == "Un atelier mobile"


def test_pieces_leave_under_safe_names_without_what_no_antivirus_cleared(
    call: CallPage, settings: object
) -> None:
    draft = a_draft(call)
    names = ("plan.pdf", "../plan.pdf", "virus.pdf", "attente.pdf")
    assert add_files(draft, [pdf(name, bytes([n])) for n, name in enumerate(names)]) == []
    dossier = deposit(draft)
    left = a_draft(call)
    add_files(left, [pdf("brouillon.pdf")])
    completion = ask_to_complete(dossier, [], "Un plan", date(2026, 11, 30), STAFF, pieces=["plan"])
    add_completion_files(completion, [pdf("pas-encore-envoye.pdf")])
    Attachment.objects.update(scan=Attachment.Scan.CLEAN)
    for name, scan in (("virus.pdf", "infecte"), ("attente.pdf", "non-analyse")):
        Attachment.objects.filter(name=name).update(scan=scan)

    def unpacked(**asked: str) -> dict[str, str]:
        with ZipFile(io.BytesIO(download(call, "zip", **asked))) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name).decode() for name in archive.namelist()}

    settings.UNSCANNED_FILES_SERVED = False
    files = unpacked()
    pieces = [name for name in files if "/" in name]
    assert len(pieces) == 2
    assert all(name.startswith(f"{dossier.number}/pieces/0") for name in pieces)
    assert not any(".." in name.split("/") for name in pieces)
    missing = files["FICHIERS-ABSENTS.txt"]
    assert "virus.pdf (refusé par l’antivirus)" in missing
    assert "attente.pdf (non analysé)" in missing
    assert "brouillon" not in missing
    assert "pas-encore-envoye" not in missing
    settings.UNSCANNED_FILES_SERVED = True
    served = unpacked()
    assert any(name.endswith("attente.pdf") for name in served)
    assert not any(name.endswith("virus.pdf") for name in served)


def test_only_who_reads_the_files_may_export_and_the_log_says_so(call: CallPage) -> None:
    deposit(a_draft(call))
    asked = {"call": call.slug, "format": "csv", "lines": "dossier"}
    for role in ("visitor", "manager", "outsider", "editor"):
        refused = signed_in(role).post(reverse("ami_export:index"), asked)
        assert "Content-Disposition" not in refused, role
    assert not PageLogEntry.objects.filter(action="ami.export").exists()

    # Who reads the files may take them away whole, contacts and pieces included.
    read = signed_in("reader").post(reverse("ami_export:index"), asked | {"with_contacts": "on"})
    assert "Camille" in b"".join(read.streaming_content).decode()
    PageLogEntry.objects.all().delete()
    download(call, "csv")

    [entry] = PageLogEntry.objects.filter(action="ami.export")
    assert (entry.page_id, entry.data) == (call.pk, {"format": "csv", "dossiers": 1})


def test_as_many_queries_for_a_file_as_for_a_hundred(call: CallPage) -> None:
    dossier = deposit(a_draft(call))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            b"".join(write_csv(table_of(Selection(call, SUPER, with_contacts=True))))
        return len(asked)

    alone = queries()
    copies(dossier, 99)
    # The forms, the kinds and the keys of the whole export; then, of each hundred files,
    # themselves, their projects, outcomes, tags, news and opinions.
    assert queries() == alone <= 9


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_number_of_files(call: CallPage, kind: str) -> None:
    dossier = deposit(a_draft(call))

    def export() -> None:
        table = table_of(Selection(call, SUPER))
        table = replace(table, lines=collected(table.lines))
        if kind == "csv":
            for _ in write_csv(table):
                pass
        else:
            write_xlsx(table).close()

    export()  # what is loaded once
    copies(dossier, 199)
    before = peak(export)
    copies(dossier, 400, first=199)
    assert peak(export) < 1.2 * before  # three times as many files
