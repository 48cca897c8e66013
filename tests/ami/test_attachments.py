"""Files joined to a draft: taken for what they hold, told why not, kept from everybody else."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from struct import pack
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from ami import attachments
from ami.models import Attachment, Dossier, Member
from tests.ami.factories import OPENS, a_draft
from tests.ami.people import by_link

DURING = OPENS + timedelta(days=7)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("empty_store"),
]
Carrier = Callable[[Dossier], Client]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


def stored(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def archive(method: int = ZIP_STORED, **parts: bytes) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w", method) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return content.getvalue()


def picture(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, kind)
    return content.getvalue()


ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text", content_DOT_xml=b"<a/>")
DOCX = archive(**{"[Content_Types]_DOT_xml": b"<a/>", "word__document_DOT_xml": b"<a/>"})
MACROS = archive(
    **{
        "[Content_Types]_DOT_xml": b"<a/>",
        "word__document_DOT_xml": b"<a/>",
        "word__vbaProject_DOT_bin": b"x",
    }
)


COMPRESSED = archive(method=ZIP_DEFLATED, mimetype=b"application/vnd.oasis.opendocument.text")


def far_away(document: bytes) -> bytes:
    """Have the end of a zip say (ZIP64) that its list of parts begins before any file."""
    end = document.index(b"PK\x05\x06")
    listed = document.index(b"PK\x01\x02")
    where = (2, 2, end - listed, 0x89 << 56)
    record = pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, *where)
    locator = pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    return document[:end] + record + locator + b"PK\x05\x06" + b"\xff" * 16 + b"\0\0"


def send(client: Client, dossier: Dossier, *files: tuple[str, bytes]) -> object:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("dossier_attachments", args=[dossier.key]), {"files": sent})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Budget prévisionnel.pdf", PDF),
        ("projet.odt", ODT),
        ("projet.docx", DOCX),
        ("plan.PNG", picture("PNG")),
        ("photo.jpg", picture("JPEG")),
    ],
)
def test_a_file_is_kept_under_a_random_name_and_given_back(
    carrier: Carrier, empty_store: Path, name: str, content: bytes
) -> None:
    dossier = a_draft()
    client = carrier(dossier)

    assert send(client, dossier, (name, content)).status_code == 302

    kept = Attachment.objects.get()
    [file] = stored(empty_store)
    assert name.rpartition(".")[0] not in str(file)
    assert kept.name == name
    given = client.get(reverse("dossier_download", args=[dossier.key, kept.key]))
    assert b"".join(given.streaming_content) == content
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Type"] == "application/octet-stream"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("programme.exe", b"MZ", "ce type de fichier"),
        ("page.svg", b"<svg onload='x'/>", "ce type de fichier"),
        ("faux.pdf", b"MZ\x90\x00", "n’est pas un PDF"),
        ("faux.docx", ODT, "n’est pas un DOCX"),
        ("faux.odt", DOCX, "n’est pas un ODT"),
        ("faux.png", picture("JPEG"), "n’est pas un PNG"),
        ("macros.docx", MACROS, "macros"),
        ("abîmé.docx", DOCX[:-30], "n’est pas un DOCX"),
        ("comprimé.odt", COMPRESSED, "n’est pas un ODT"),
        ("hors du monde.odt", far_away(ODT), "n’est pas un ODT"),
        ("vide.pdf", b"", "vide"),
    ],
)
def test_what_is_not_taken_is_named_with_its_reason_and_the_rest_is_kept(
    carrier: Carrier, empty_store: Path, name: str, content: bytes, why: str
) -> None:
    dossier = a_draft()
    response = send(carrier(dossier), dossier, (name, content), ("bon.pdf", PDF))

    text = response.content.decode()
    assert response.status_code == 422
    assert f"«\u00a0{name}\u00a0»" in text
    assert why in text
    assert [each.name for each in Attachment.objects.all()] == ["bon.pdf"]
    assert len(stored(empty_store)) == 1


def test_size_number_and_total_have_caps_said_beforehand(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    assert (
        "Au plus 10 fichiers, de 10\u00a0Mo"
        in client.get(reverse("dossier_attachments", args=[dossier.key])).content.decode()
    )
    monkeypatch.setattr(attachments, "MAX_SIZE", 100)
    monkeypatch.setattr(attachments, "MAX_NUMBER", 3)

    assert "trop lourd" in send(client, dossier, ("a.pdf", PDF * 9)).content.decode()
    files = [(f"{number}.pdf", PDF + bytes([number])) for number in range(5)]
    text = send(client, dossier, *files).content.decode()
    assert "au plus 3 fichiers" in text
    # The same again is there already: it needs no room.
    assert send(client, dossier, ("0.pdf", files[0][1])).status_code == 302
    assert Attachment.objects.count() == 3
    monkeypatch.setattr(attachments, "MAX_TOTAL", 3 * len(PDF) + 3)
    monkeypatch.setattr(attachments, "MAX_NUMBER", 10)
    assert "dépasseraient" in send(client, dossier, files[3]).content.decode()


def test_a_name_that_hides_what_it_is_is_shown_bare(carrier: Carrier) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    send(client, dossier, ("<b>plan\u202egpj.pdf", PDF))

    assert Attachment.objects.get().name == "<b>plangpj.pdf"
    page = client.get(reverse("dossier_attachments", args=[dossier.key])).content.decode()
    assert "&lt;b&gt;plangpj.pdf" in page


def test_a_file_is_served_to_its_carrier_alone(carrier: Carrier) -> None:
    mine, other = a_draft(), a_draft()
    send(carrier(mine), mine, ("a.pdf", PDF))
    file = Attachment.objects.get()

    anyone = Client()
    assert anyone.get(reverse("dossier_download", args=[mine.key, file.key])).status_code == 403
    assert anyone.get(f"/media/{file.file.name}", follow=True).status_code == 404
    client = carrier(other)
    assert client.get(reverse("dossier_download", args=[other.key, file.key])).status_code == 404


def test_a_file_leaves_the_disk_with_its_row_or_its_draft(
    carrier: Carrier, empty_store: Path, django_capture_on_commit_callbacks: Callable
) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    send(client, dossier, ("a.pdf", PDF), ("b.pdf", PDF + b"b"))
    first = Attachment.objects.first()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("dossier_remove_file", args=[dossier.key, first.key]))
    assert len(stored(empty_store)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        Dossier.objects.filter(pk=dossier.pk).delete()
    assert stored(empty_store) == []


def test_files_of_a_deposited_file_stay_as_they_are(carrier: Carrier) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    send(client, dossier, ("a.pdf", PDF))
    client.post(reverse("dossier_summary", args=[dossier.key]))

    send(client, dossier, ("b.pdf", PDF + b"b"))
    client.post(reverse("dossier_remove_file", args=[dossier.key, Attachment.objects.get().key]))

    assert [each.name for each in Attachment.objects.all()] == ["a.pdf"]
    assert Dossier.objects.get().frozen["files"][0]["sha256"] == Attachment.objects.get().sha256


def test_a_file_that_a_colleague_joins_says_who() -> None:
    dossier = a_draft()
    member = Member.objects.create(
        dossier=dossier, name="Nora Exemple", email="nora@exemple.fr", role="collegue"
    )
    nora, author = by_link(member), by_link(dossier)
    address = reverse("dossier_attachments", args=[dossier.key])

    nora.post(address, {"files": [SimpleUploadedFile("devis.pdf", PDF)]})

    assert "de Nora Exemple, collègue" in author.get(address).content.decode()
    assert "de Nora" not in nora.get(address).content.decode()


def test_going_on_takes_what_is_chosen_and_stays_for_what_is_refused(carrier: Carrier) -> None:
    dossier = a_draft()
    client, address = carrier(dossier), reverse("dossier_attachments", args=[dossier.key])
    after = reverse("dossier_summary", args=[dossier.key])

    def go_on(**more: object) -> object:
        return client.post(address, {"continuer": "1"} | more)

    assert go_on()["Location"] == after
    assert go_on(files=[SimpleUploadedFile("plan.pdf", PDF)])["Location"] == after
    assert [each.name for each in dossier.own_files()] == ["plan.pdf"]
    assert go_on(files=[SimpleUploadedFile("faux.pdf", b"MZ")]).status_code == 422
