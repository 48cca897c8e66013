"""Everything of a file in one archive: whole, safe, for who holds its key alone."""

import hashlib
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from ami.definitions import AskedQuestion
from ami.kinds import REVIEWER
from ami.models import Attachment, Dossier
from ami.services.attachments import add_files
from ami.services.completing import add_completion_files, save_typed, send_completion
from ami.services.completions import ask_to_complete
from ami.services.correspondence import write_to_carrier, write_to_service
from ami.services.deposit import deposit
from ami.zipping import safe_name
from core.workflow import Actor
from tests.ami.factories import OPENS, a_draft
from tests.mails import sent_mails

DURING = OPENS + timedelta(days=7)
STAFF = Actor(REVIEWER)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
Carrier = Callable[[Dossier], Client]


def pdf(name: str, mark: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF + mark)


def a_whole_file() -> Dossier:
    """Return a file with pieces, messages and a completion."""
    draft = a_draft(structure=a_draft().answers().of("structure") | {"nom": "Le <i>Phare</i>"})
    add_files(draft, [pdf("plan.pdf"), pdf("plan.pdf", b"2")])
    dossier = deposit(draft)
    write_to_service(dossier, "Voici la suite", [pdf("suite.pdf")])
    write_to_carrier(dossier, "Bien reçu", STAFF, [pdf("réponse.pdf")])
    asked = [AskedQuestion("projets", "calendrier")]
    completion = ask_to_complete(dossier, asked, "Quand ?", date(2026, 11, 30), STAFF)
    save_typed(completion, QueryDict(f"projets-{completion.asked[0].item}-calendrier=Mars"))
    add_completion_files(completion, [pdf("statuts.pdf")])
    send_completion(completion)
    return Dossier.objects.get(pk=dossier.pk)


def address(dossier: Dossier) -> str:
    return reverse("dossier_archive", args=[dossier.key])


def unpacked(client: Client, dossier: Dossier) -> dict[str, bytes]:
    response = client.get(address(dossier))
    assert response.streaming
    assert response["Content-Disposition"] == f'attachment; filename="{dossier.number}.zip"'
    with ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_all_that_was_sent_and_received(carrier: Carrier) -> None:
    dossier = a_whole_file()
    sent_mails()

    files = unpacked(carrier(dossier), dossier)

    assert set(files) == {
        "LISEZ-MOI.txt",
        "dossier.html",
        "dossier.json",
        "depot.json",
        "accuse-de-reception.html",
        "complements/AMI-2026-0001-C1.json",
        "complements/C1/01-statuts.pdf",
        "messages/2026-11-09-porteur/01-suite.pdf",
        "messages/2026-11-09-service/01-réponse.pdf",
        "pieces/01-plan.pdf",
        "pieces/02-plan.pdf",
    }
    assert files["pieces/02-plan.pdf"] == PDF + b"2"
    text = files["dossier.html"].decode()
    for words in ("Le &lt;i&gt;Phare&lt;/i&gt;", "Voici la suite", "Bien reçu", "Mars", "Quand ?"):
        assert words in text
    assert "<i>" not in text
    assert dossier.digest in files["accuse-de-reception.html"].decode()


def test_its_data_may_be_read_by_a_program_and_checked(carrier: Carrier) -> None:
    dossier = a_whole_file()
    sent_mails()

    files = unpacked(carrier(dossier), dossier)

    data = json.loads(files["dossier.json"])
    assert data["numero"] == "AMI-2026-0001"
    assert data["complements"][0]["reponses"][0]["reponse"] == "Mars"
    assert [each["texte"] for each in data["messages"]] == ["Voici la suite", "Bien reçu"]
    assert data["courriels_envoyes"]
    assert {each["a"] for each in data["courriels_envoyes"]} == {"camille@exemple.fr"}
    assert [each["quoi"] for each in data["historique"]][-1] == "Complément envoyé"
    assert hashlib.sha256(files["depot.json"]).hexdigest() == dossier.digest
    completion = dossier.completions.get()
    frozen = files[f"complements/{completion.number}.json"]
    assert hashlib.sha256(frozen).hexdigest() == completion.digest


def test_what_is_for_the_service_alone_is_not_in_it(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    table = dossier.call_kind.transitions
    table.apply(dossier, "prendre", STAFF)
    table.apply(dossier, "demander-complement", STAFF, text="Un mot", pieces=["x"], due_on=date.max)
    table.apply(dossier, "reprendre-sans-complement", STAFF, reason="note interne")

    everything = b"".join(unpacked(carrier(dossier), dossier).values()).decode()

    assert "Un mot" in everything
    assert "note interne" not in everything


def test_a_file_that_is_missing_or_infected_is_said(carrier: Carrier) -> None:
    dossier = a_whole_file()
    lost, infected, *_ = Attachment.objects.filter(message=None, completion=None)
    storages["private"].delete(lost.file.name)
    Attachment.objects.filter(pk=infected.pk).update(scan=Attachment.Scan.INFECTED)

    files = unpacked(carrier(dossier), dossier)

    assert not any(name.startswith("pieces/") for name in files)
    said = files["FICHIERS-ABSENTS.txt"].decode()
    assert "pieces/01-plan.pdf (introuvable" in said
    assert "pieces/02-plan.pdf (refusé par l’antivirus)" in said


def test_it_is_for_who_holds_the_key_and_not_without_end(carrier: Carrier) -> None:
    dossier, other, draft = deposit(a_draft()), deposit(a_draft()), a_draft()

    assert Client().get(address(dossier)).status_code == 403
    client = carrier(other)
    assert client.get(address(dossier)).status_code == 403
    assert carrier(draft).get(address(draft)).status_code == 302
    client = carrier(dossier)
    statuses = [client.get(address(dossier)).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd.pdf", "_.._etc_passwd.pdf"),
        ('a<b>:"|?*\x00.pdf', "a_b_______.pdf"),
        ("...", "fichier"),
        ("é" * 300 + ".pdf", "é" * 96 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 98),
    ],
)
def test_names_are_safe_for_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe
