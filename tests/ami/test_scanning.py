"""The antivirus: what it refuses is served to nobody, and nobody waits for it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ami.checks import antivirus_has_an_address, files_are_scanned
from ami.models import Attachment, Dossier
from tests.ami.factories import OPENS, a_draft
from tests.clamd import BAD, Clamd, clamd
from tests.mails import sent_mails
from tests.reading import content_of, text_of

DURING = OPENS + timedelta(days=7)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("empty_store"),
]
Carrier = Callable[[Dossier], Client]
SOUND, INFECTED = b"%PDF-1.7 sain", b"%PDF-1.7 " + BAD
Scan = Attachment.Scan


@pytest.fixture
def antivirus(settings) -> Iterator[Clamd]:
    with clamd() as server:
        settings.CLAMD_URL = server.url
        yield server


@pytest.fixture
def away(settings) -> str:
    """An antivirus that has stopped, and its address."""
    with clamd() as server:
        url = server.url
    settings.CLAMD_URL = url
    return url


@pytest.fixture
def sent(
    carrier: Carrier, django_capture_on_commit_callbacks: Callable
) -> Callable[..., tuple[Client, Dossier]]:
    """Send files to a draft, and let the worker do what follows."""

    def send(**files: bytes) -> tuple[Client, Dossier]:
        dossier = a_draft()
        client = carrier(dossier)
        uploads = [SimpleUploadedFile(f"{name}.pdf", each) for name, each in files.items()]
        with django_capture_on_commit_callbacks(execute=True):
            sending = client.post(page(dossier, "dossier_attachments"), {"files": uploads})
        assert sending.status_code == 302
        return client, dossier

    return send


def page(dossier: Dossier, name: str, *args: object) -> str:
    return reverse(name, args=[dossier.key, *args])


def scans() -> dict[str, str]:
    return dict(Attachment.objects.values_list("name", "scan"))


def download(client: Client, dossier: Dossier, name: str) -> int:
    file = Attachment.objects.get(name=name)
    response = client.get(page(dossier, "dossier_download", file.key))
    content_of(response)
    return response.status_code


def test_what_is_refused_is_named_on_the_page_and_by_mail_and_never_served(
    antivirus: Clamd, sent: Callable[..., tuple[Client, Dossier]]
) -> None:
    client, dossier = sent(bon=SOUND, mauvais=INFECTED)

    assert scans() == {"bon.pdf": Scan.CLEAN, "mauvais.pdf": Scan.INFECTED}
    assert antivirus.read == [SOUND, INFECTED]
    assert download(client, dossier, "bon.pdf") == 200
    assert download(client, dossier, "mauvais.pdf") == 404
    said = text_of(client.get(page(dossier, "dossier_attachments")))
    assert "L’antivirus a refusé ceci, qui ne sera pas déposé" in said
    [mail] = sent_mails()
    assert mail.to == [dossier.access_email]
    assert "«\u00a0mauvais.pdf\u00a0»" in mail.body
    assert "bon.pdf" not in mail.body


def test_a_deposit_waits_for_no_antivirus_and_leaves_out_what_it_refuses(
    antivirus: Clamd, sent: Callable[..., tuple[Client, Dossier]]
) -> None:
    client, dossier = sent(bon=SOUND, mauvais=INFECTED)
    antivirus.answer = ""

    assert client.post(page(dossier, "dossier_summary")).status_code == 302

    dossier.refresh_from_db()
    assert [each["name"] for each in dossier.frozen["files"]] == ["bon.pdf"]
    assert "Votre dossier reste déposé" in text_of(client.get(page(dossier, "dossier")))


def test_while_it_is_away_files_are_kept_unserved_then_read_once(
    away: str, sent: Callable[..., tuple[Client, Dossier]], settings
) -> None:
    client, dossier = sent(bon=SOUND, mauvais=INFECTED)
    assert set(scans().values()) == {Scan.PENDING}
    assert "En attente d’analyse" in text_of(client.get(page(dossier, "dossier_attachments")))
    assert download(client, dossier, "bon.pdf") == 404
    assert client.post(page(dossier, "dossier_summary")).status_code == 302
    sent_mails().clear()

    with clamd() as back:
        settings.CLAMD_URL = back.url
        call_command("follow_calls")
        call_command("follow_calls")

    assert len(back.read) == 2
    assert scans() == {"bon.pdf": Scan.CLEAN, "mauvais.pdf": Scan.INFECTED}
    assert download(client, dossier, "bon.pdf") == 200
    [mail] = sent_mails()
    assert "mauvais.pdf" in mail.body


@pytest.mark.parametrize(
    ("answer", "limit"), [(None, 5), ("INSTREAM: Can't allocate memory ERROR\0", 10**6)]
)
def test_one_that_it_cannot_read_waits_and_costs_itself_alone(
    antivirus: Clamd,
    sent: Callable[..., tuple[Client, Dossier]],
    answer: str | None,
    limit: int,
) -> None:
    antivirus.answer, antivirus.limit = answer, limit
    sent(bon=SOUND)
    assert set(scans().values()) == {Scan.PENDING}

    with pytest.raises(CommandError, match="pièce jointe"):
        call_command("follow_calls")

    antivirus.answer, antivirus.limit = None, 10**6
    call_command("follow_calls")
    assert scans() == {"bon.pdf": Scan.CLEAN}


def test_one_that_the_store_has_lost_is_told_once_and_read_once_it_is_back(
    antivirus: Clamd, sent: Callable[..., tuple[Client, Dossier]], settings
) -> None:
    settings.CLAMD_URL = ""
    client, dossier = sent(bon=SOUND)
    settings.CLAMD_URL = antivirus.url
    stored = Path(Attachment.objects.get().file.path)
    stored.unlink()

    with pytest.raises(CommandError, match=r"pièce jointe \d+ \(FileNotFoundError\)"):
        call_command("follow_calls")

    call_command("follow_calls")
    call_command("daily", "ami.scan_files")
    assert scans() == {"bon.pdf": Scan.LOST}
    assert "Introuvable" in text_of(client.get(page(dossier, "dossier_attachments")))
    settings.CLAMD_URL = ""
    assert not Attachment.objects.get().may_be_served
    settings.CLAMD_URL = antivirus.url
    stored.write_bytes(SOUND)
    call_command("daily", "ami.scan_files")
    assert scans() == {"bon.pdf": Scan.CLEAN}


def test_an_answer_cut_short_is_no_verdict(
    antivirus: Clamd, sent: Callable[..., tuple[Client, Dossier]]
) -> None:
    antivirus.answer = ""
    sent(mauvais=INFECTED)

    assert scans() == {"mauvais.pdf": Scan.PENDING}


def test_without_antivirus_a_rule_says_whether_files_are_served(
    sent: Callable[..., tuple[Client, Dossier]], settings
) -> None:
    client, dossier = sent(bon=SOUND)
    assert scans() == {"bon.pdf": Scan.NOT_SCANNED}
    assert download(client, dossier, "bon.pdf") == 200

    settings.UNSCANNED_FILES_SERVED = False
    assert download(client, dossier, "bon.pdf") == 404
    settings.UNSCANNED_FILES_SERVED, settings.CLAMD_URL = True, "tcp://127.0.0.1:9"
    assert download(client, dossier, "bon.pdf") == 404


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("url", "served", "said"),
    [
        ("unix:///run/clamav/clamd.ctl", False, []),
        ("tcp://127.0.0.1:3310", False, []),
        ("tcp://127.0.0.1", False, ["ami.E007"]),
        ("/run/clamav/clamd.ctl", False, ["ami.E007"]),
        ("unix://run/clamd.ctl", True, ["ami.E007"]),
        ("", True, []),
        ("", False, ["ami.W001"]),
    ],
)
def test_the_setting_is_checked(url: str, served: bool, said: list[str], settings) -> None:
    settings.CLAMD_URL, settings.UNSCANNED_FILES_SERVED = url, served

    assert [each.id for each in antivirus_has_an_address() + files_are_scanned()] == said
