"""Files of carriers, in a folder or in an S3 store by one setting."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ami.models import Attachment, Dossier, Message
from ami.services.completions import ask_to_complete
from ami.services.deposit import deposit
from normandie.settings.private_files import private_storage
from tests.ami.factories import OPENS, a_draft
from tests.ami.reviewing import STAFF
from tests.reading import content_of
from tests.roles import signed_in
from tests.s3 import Store, store

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]
Carrier = Callable[[Dossier], Client]
PDF = b"%PDF-1.7 essai"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store in which the site keeps the files."""
    with store() as server:
        made = storages.create_storage(private_storage(server.url, Path()))
        monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", made)
        yield server
        made.connection.meta.client.close()


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

    [(address, content)] = s3.objects.items()
    assert address.startswith(f"/seau/essai/dossiers/{dossier.key}/")
    assert content == PDF
    assert s3.acls == {"private"}
    file = Attachment.objects.get()
    assert content_of(client.get(page(dossier, "dossier_download", file.key))) == PDF
    with pytest.raises(ValueError, match="no address"):
        _ = file.file.url
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page(dossier, "dossier_remove_file", file.key))
    assert s3.objects == {}


def test_a_store_that_fails_is_said_and_breaks_nothing(carrier: Carrier, s3: Store) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    send(client, dossier)
    file = Attachment.objects.get()
    s3.is_failing = True

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
    s3.objects.clear()

    with pytest.raises(FileNotFoundError):
        Attachment.objects.get().file.open()


def test_a_message_or_a_completion_outlives_a_store_that_fails(carrier: Carrier, s3: Store) -> None:
    dossier = deposit(a_draft())
    client, staff = carrier(dossier), signed_in("team")
    s3.is_failing = True

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


@pytest.mark.parametrize(
    ("url", "folder"),
    [("", "/srv/var/private"), ("file:///srv/dossiers%20lus", "/srv/dossiers lus")],
)
def test_a_folder_is_closed_to_others_and_has_no_address(url: str, folder: str) -> None:
    options = private_storage(url, Path("/srv/var/private"))["OPTIONS"]

    assert options["location"] == Path(folder)
    assert options["base_url"] is None
    assert (options["file_permissions_mode"], options["directory_permissions_mode"]) == (
        0o600,
        0o700,
    )


def test_a_secret_is_read_as_it_is_and_the_web_is_encrypted() -> None:
    options = private_storage("s3://cle:se%2Fcret@s3.exemple.fr/seau?region=fr", Path())["OPTIONS"]

    assert (options["secret_key"], options["bucket_name"]) == ("se/cret", "seau")
    assert options["endpoint_url"] == "https://s3.exemple.fr"


@pytest.mark.parametrize(
    "url", ["/srv/dossiers", "file://srv/dossiers", "s3://s3.exemple.fr/seau", "s3://a:b@hote/"]
)
def test_what_is_no_place_is_refused_without_telling_the_secret(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        private_storage(url, Path())

    assert url not in str(refused.value)
