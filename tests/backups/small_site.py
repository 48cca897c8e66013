"""A small site in a process of its own: ``python -m tests.backups.small_site STEP``."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.backups.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import storages  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.documents import get_document_model  # noqa: E402
from wagtail.images import get_image_model  # noqa: E402
from wagtail.images.tests.utils import get_test_image_file  # noqa: E402

from ami.models import Attachment, Dossier  # noqa: E402
from ami.services.attachments import add_files  # noqa: E402
from ami.services.deposit import deposit  # noqa: E402
from core.models import OutgoingMail  # noqa: E402
from directory.models import PlacePage  # noqa: E402
from normandie.backups.restoring import DERIVED  # noqa: E402
from tests.ami.factories import OPENS, a_draft  # noqa: E402
from tests.database import fill  # noqa: E402
from tests.factories import (  # noqa: E402
    AgendaPageFactory,
    EventPageFactory,
    PlacePageFactory,
    UserFactory,
)

PDF = b"%PDF-1.4\n% Statuts\n%%EOF\n"


def make() -> None:
    """A place with a photo and a document, a date, a file deposited with an attachment."""
    if not PlacePage.objects.exists():
        fill()
    UserFactory(username="camille", is_superuser=True)
    place = PlacePageFactory(title="Le Phare", slug="le-phare")
    AgendaPageFactory()
    EventPageFactory(place=place, slug="premiers-pas")
    image = get_image_model().objects.create(title="Façade", file=get_test_image_file("facade.png"))
    image.get_rendition("width-100")
    get_document_model().objects.create(
        title="Règlement", file=ContentFile(b"%PDF-1.4 reglement", "reglement.pdf")
    )
    dossier = a_draft()
    assert not add_files(dossier, [SimpleUploadedFile("statuts.pdf", PDF, "application/pdf")])
    deposit(dossier, OPENS)
    OutgoingMail.objects.update(state=OutgoingMail.State.WAITING)
    for command in DERIVED:  # as a release leaves it
        call_command(command, stdout=StringIO())


def spoil() -> None:
    """Change the site as a mistake would: rows gone, a table too many, files gone and new."""
    Attachment.objects.all().delete()
    PlacePage.objects.filter(slug="le-phare").update(title="Perdu")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_newer_version (id INTEGER PRIMARY KEY)")
        cursor.execute("INSERT INTO of_a_newer_version VALUES (1)")
    next((Path(settings.MEDIA_ROOT) / "documents").iterdir()).write_bytes(b"other")
    (Path(settings.MEDIA_ROOT) / "new.txt").write_bytes(b"new")


def empty() -> None:
    """Take all the tables away, where the database itself stays."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def state() -> None:
    """Say a digest of the rows of each table, and of each file.

    Tables of words are made again: the numbers of their rows are others.
    """
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            first = 1 if table.endswith("word") else 0
            rows = sorted(repr(row[first:]) for row in cursor.fetchall())
            found[table] = f"{len(rows)} rows, {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    for folder in (Path(settings.MEDIA_ROOT), Path(storages["private"].location)):
        for path in folder.rglob("*"):
            if path.is_file():
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found[f"{folder.name}/{path.relative_to(folder)}"] = (
                    f"{path.stat().st_mode:o} {digest}"
                )
    sys.stdout.write(json.dumps(found))


def pages() -> None:
    """Say what each kind of page answers, and that files come with it."""
    setup_test_environment()
    client = Client(raise_request_exception=False)
    document = get_document_model().objects.get()
    attachment = Attachment.objects.get()
    image = get_image_model().objects.get()
    found = {
        address: client.get(address).status_code
        for address in (
            *("/", "/annuaire/", "/annuaire/le-phare/", "/agenda/", "/appels/"),
            "/annuaire/le-phare/premiers-pas/",
            document.url,
        )
    }
    found["a word of the place"] = client.get("/annuaire/?q=phare").content.count(b"Le Phare") > 0
    client.force_login(type(UserFactory.build()).objects.get(username="camille"))
    dossier = Dossier.objects.exclude(number=None).get()
    screens = "wagtailsnippets_ami_dossier:"
    found["dossier"] = client.get(reverse(f"{screens}inspect", args=[dossier.pk])).status_code
    joined = client.get(reverse(f"{screens}attachment", args=[dossier.pk, attachment.key]))
    found["attachment"] = b"".join(joined.streaming_content) == PDF
    found["images"] = all(each.file.read() for each in (image, *image.renditions.all()))
    found["mails"] = OutgoingMail.objects.count() > 0
    sys.stdout.write(json.dumps(found))


STEPS: dict[str, Callable[[], None]] = {
    step.__name__: step for step in (make, spoil, empty, state, pages)
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
