"""Documents for those who manage a place: given by the site to them alone, by no address."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.urls import reverse

from normandie.espace.models import SharedDocument
from tests.espace.collective import COLLECTIVE, a_document, a_manager, a_pdf, browser_of
from tests.reading import content_of, links, main_text
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
DOCUMENTS = f"{COLLECTIVE}documents/"
ADD = "wagtailsnippets_espace_shareddocument:add"
EDIT = "wagtailsnippets_espace_shareddocument:edit"


def put(file: Any, path: str = "", **fields: Any) -> Any:
    """Have the team put a document in the admin."""
    given = {"title": "Guide", "description": "", **fields} | ({"file": file} if file else {})
    return signed_in("team").post(path or reverse(ADD), given)


def test_the_team_puts_a_document_that_managers_save() -> None:
    assert put(a_pdf("Guide d’accueil.pdf"), description="Une page.").status_code == 302
    client = browser_of(a_manager())

    page = client.get(DOCUMENTS)
    (address,) = (url for text, url in links(page).items() if text.startswith("Guide"))
    given = client.get(address)

    assert "Guide (PDF, 2 ko) Une page." in main_text(page)
    assert content_of(given) == a_pdf().getvalue()
    assert given["Content-Type"] == "application/octet-stream"
    assert given["Content-Disposition"].startswith("attachment")
    assert given["Content-Security-Policy"] == "sandbox"


def test_the_file_has_no_address_and_its_name_cannot_be_guessed() -> None:
    document = a_document()

    assert not document.file.name.endswith(".pdf")
    stored = Path(storages["private"].path(document.file.name))
    assert stored.exists()
    assert not stored.is_relative_to(settings.MEDIA_ROOT)


def test_whoever_leaves_opens_no_document_any_more() -> None:
    document, user = a_document(), a_manager()
    client = browser_of(user)
    assert content_of(client.get(f"{DOCUMENTS}{document.pk}/"))

    user.managed_places.clear()

    assert client.get(f"{DOCUMENTS}{document.pk}/").status_code == 403


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programme.exe", b"MZ"),
        ("page.html", b"<script>alert(1)</script>"),
        ("faux.pdf", b"<script>alert(1)</script>"),
        ("vide.pdf", b""),
    ],
)
def test_what_is_not_a_document_is_refused_with_why(name: str, content: bytes) -> None:
    file = BytesIO(content)
    file.name = name

    page = put(file)

    assert page.status_code == 200
    assert not SharedDocument.objects.exists()
    assert "fichier" in page.content.decode()


def stored_files() -> list[str]:
    return storages["private"].listdir("collectif")[1]


def test_a_file_leaves_when_another_takes_its_place_and_with_its_row(
    django_capture_on_commit_callbacks: Any,
) -> None:
    document = a_document()
    before = document.file.name
    edit = reverse(EDIT, args=(document.pk,))

    with django_capture_on_commit_callbacks(execute=True):
        put(None, edit, title="Autre titre")
    document.refresh_from_db()
    assert (document.title, document.file.name, document.name) == (
        "Autre titre",
        before,
        "guide.pdf",
    )
    with django_capture_on_commit_callbacks(execute=True):
        put(a_pdf("nouveau.pdf"), edit)
    document.refresh_from_db()
    assert document.name == "nouveau.pdf"
    assert not storages["private"].exists(before)
    assert storages["private"].exists(document.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        document.delete()
    assert not storages["private"].exists(document.file.name)


def test_a_file_that_the_store_lost_is_not_found() -> None:
    document = a_document()
    storages["private"].delete(document.file.name)

    assert browser_of(a_manager()).get(f"{DOCUMENTS}{document.pk}/").status_code == 404
