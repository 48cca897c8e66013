"""Files of carriers, and what is made of them, in an S3 store."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ami.models import Attachment, Dossier, Export, Message, Preview
from ami.models.attachment import private_storage
from ami.services.attachments import add_files
from ami.services.completions import ask_to_complete
from ami.services.deposit import deposit
from ami.services.previews import draw_waiting_previews
from core.stored_files import raw_storage
from tests.ami.factories import OPENS, a_draft
from tests.ami.reviewing import STAFF
from tests.core.test_previews import a_pdf
from tests.reading import content_of
from tests.roles import signed_in
from tests.s3 import Store

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]
Carrier = Callable[[Dossier], Client]
PDF = b"%PDF-1.7 essai"


def page(dossier: Dossier, name: str, *args: object) -> str:
    return reverse(name, args=[dossier.key, *args])


def send(client: Client, dossier: Dossier):
    file = SimpleUploadedFile("plan.pdf", PDF)
    return client.post(page(dossier, "dossier_attachments"), {"files": file})


def test_a_store_keeps_gives_and_erases_a_file(
    carrier: Carrier, s3: Store, django_capture_on_commit_callbacks: Callable
) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    assert send(client, dossier).status_code == 302

    [(name, content)] = s3.files.items()
    assert name.startswith(f"private/dossiers/{dossier.key}/")
    assert content == PDF
    file = Attachment.objects.get()
    assert content_of(client.get(page(dossier, "dossier_download", file.key))) == PDF
    with pytest.raises(ValueError, match="no address"):
        _ = file.file.url
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(dossier, "dossier_remove_file", file.key))
    assert s3.files == {}


@pytest.mark.parametrize("how", ["stopped", "frozen", "refusing"])
def test_a_store_that_fails_is_said_and_breaks_nothing(
    carrier: Carrier, s3: Store, how: str
) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    send(client, dossier)
    file = Attachment.objects.get()
    s3.break_down(how)

    assert client.get(page(dossier, "dossier_download", file.key)).status_code == 404
    other = SimpleUploadedFile("budget.pdf", PDF + b"2")
    said = client.post(page(dossier, "dossier_attachments"), {"files": other})

    assert said.status_code == 422
    assert "budget.pdf\u00a0»\u00a0: ce fichier n’a pas pu être enregistré" in said.content.decode()
    assert [each.name for each in Attachment.objects.all()] == ["plan.pdf"]
    assert client.post(page(dossier, "dossier_summary")).status_code == 302


def test_what_a_store_has_lost_is_not_found_as_on_a_disk(carrier: Carrier, s3: Store) -> None:
    dossier = a_draft()
    send(carrier(dossier), dossier)
    raw_storage("private").delete(Attachment.objects.get().file.name)

    with pytest.raises(FileNotFoundError):
        Attachment.objects.get().file.open()


def test_a_message_or_a_completion_outlives_a_store_that_fails(carrier: Carrier, s3: Store) -> None:
    dossier = deposit(a_draft())
    client, staff = carrier(dossier), signed_in("team")
    s3.break_down("stopped")

    def plan() -> SimpleUploadedFile:
        return SimpleUploadedFile("plan.pdf", PDF)

    sent = {"topic": "dossier", "text": "Voici le plan", "files": plan()}
    of_carrier = client.post(page(dossier, "dossier_message"), sent)
    write = reverse("wagtailsnippets_ami_dossier:write", args=(dossier.pk,))
    of_staff = staff.post(write, {"text": "Voici le modèle", "joined": plan()})
    due = timezone.localdate() + timedelta(days=9)
    asked = ask_to_complete(dossier, [], "Il manque :", due, STAFF, pieces=["Un plan"])
    completed = client.post(page(dossier, "dossier_completion", asked.rank), {"files": plan()})

    assert [each.status_code for each in (of_carrier, completed)] == [422, 422]
    for response, typed in ((of_carrier, "Voici le plan"), (of_staff, "Voici le modèle")):
        assert typed in response.content.decode()
    for response in (of_carrier, of_staff, completed):
        assert "n’a pas pu être enregistré" in response.content.decode()
    assert not Message.objects.exists()
    assert not Attachment.objects.exists()


def test_exports_and_previews_are_made_in_the_store_or_wait_for_it(
    s3: Store, settings: Any, django_capture_on_commit_callbacks: Callable
) -> None:
    settings.EXPORTS_AT_ONCE = 0
    draft = a_draft()
    assert not add_files(draft, [SimpleUploadedFile("plan.pdf", a_pdf(1).getvalue())])
    dossier = deposit(draft)
    staff = signed_in("team")
    asked = {"call": dossier.call.slug, "format": "zip", "lines": "dossier"}

    def ask() -> Export:
        with django_capture_on_commit_callbacks(execute=True):
            staff.post(reverse("ami_export:index"), asked)
        return Export.objects.latest("pk")

    s3.break_down("stopped")
    assert ask().state == Export.State.FAILED
    drawn, failures = draw_waiting_previews()
    assert (drawn, len(failures)) == (0, 1)
    assert not Preview.objects.exists()

    s3.mend()
    private_storage().breakers.clear()
    made = ask()
    assert draw_waiting_previews() == (1, [])
    kept = {name.split("/")[1] for name in s3.files}
    assert kept == {"dossiers", "exports", "apercus"}
    assert {name.split("/")[0] for name in s3.files} == {"private"}
    given = staff.get(reverse("ami_export:download", args=(made.key,)))
    assert content_of(given).startswith(b"PK")
