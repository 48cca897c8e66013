"""The receipt as a PDF that screen readers read, where the machine can draw one."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from PIL import ImageFile

from ami.checks import receipts_may_be_pdf
from ami.models import Dossier
from ami.services.deposit import deposit
from core.pages import pdf
from tests.ami.factories import COMPLETE, OPENS, a_draft
from tests.ami.papers import needs_pango, objects
from tests.reading import content_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
]
Carrier = Callable[[Dossier], Client]


def address(dossier: Dossier, name: str = "dossier_receipt_pdf") -> str:
    return reverse(name, args=[dossier.key])


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch):
    """A machine where WeasyPrint finds no library to draw with."""
    pdf.is_available.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    yield
    pdf.is_available.cache_clear()


@pytest.fixture
def pango() -> None:
    needs_pango()


@pytest.mark.usefixtures("pango")
def test_it_is_tagged_titled_and_in_french(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    assert address(dossier) in client.get(address(dossier, "dossier_receipt")).content.decode()

    response = client.get(address(dossier))

    content = content_of(response)
    said = objects(content)
    assert response["Content-Type"] == "application/pdf"
    assert "accuse-AMI-2026-0001.pdf" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert content.startswith(b"%PDF-")
    assert b"pdfuaid" in said
    assert b"/Marked true" in said
    assert b"/Lang (fr)" in said
    for tag in (b"/H1", b"/H2", b"/LI", b"/Link"):
        assert tag in said


@pytest.mark.usefixtures("pango")
def test_what_was_typed_fetches_and_runs_nothing(carrier: Carrier, tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("body { content: 'lu' }")
    typed = f'<link rel="stylesheet" href="file://{secret}"><img src="http://192.0.2.1/x.png">'
    contact = COMPLETE["contact"] | {"nom": typed[:120]}
    dossier = deposit(a_draft(contact=contact, territoire={"partenaires": typed + "\u202e=1+1 🏠"}))

    response = carrier(dossier).get(address(dossier))

    content = objects(content_of(response))
    assert response.status_code == 200
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content


@pytest.mark.usefixtures("pango")
def test_images_that_are_cut_are_refused_after_a_pdf_too() -> None:
    assert pdf.is_available()

    assert not ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.usefixtures("no_pango")
def test_without_pango_the_page_to_print_remains(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)

    page = client.get(address(dossier, "dossier_receipt"))

    assert page.status_code == 200
    assert address(dossier) not in page.content.decode()
    assert client.get(address(dossier)).url == address(dossier, "dossier_receipt")
    assert [each.id for each in receipts_may_be_pdf()] == ["ami.I002"]


def test_it_is_for_the_carrier_alone_once_deposited_and_not_without_end(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, draft = deposit(a_draft()), a_draft()
    assert Client().get(address(dossier)).status_code == 403
    assert carrier(draft).get(address(draft)).url == address(draft, "dossier")
    monkeypatch.setattr(pdf, "is_available", lambda: True)
    monkeypatch.setattr(pdf, "render_pdf", lambda *args: b"%PDF-")
    client = carrier(dossier)

    answers = [client.get(address(dossier)) for _ in range(21)]

    assert [content_of(each) for each in answers] == [b"%PDF-"] * 20 + [b""]
