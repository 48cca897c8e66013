"""Whatever is typed into the form: never an error of the site, and nothing stored runs anywhere."""

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ami.definitions import StepDefinition
from ami.kinds.ami_form import AMI_FORM
from ami.models import Attachment, Dossier
from ami.services.attachments import add_files
from ami.services.deposit import deposit
from core.pages import pdf
from core.pages.spreadsheets import FORMULA_SIGNS, safe_cell
from tests.ami.factories import COMPLETE, OPENS, a_draft
from tests.mails import sent_mails
from tests.reading import content_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
    pytest.mark.usefixtures("empty_store"),
]
Carrier = Callable[[Dossier], Client]
MARK = "intrus-7"  # the name of a tag that no template holds
PIECES = [
    f"<{MARK}>",
    f'"><{MARK} onload=alert(1)>',
    f"</textarea></title></script><{MARK}>",
    f"' onfocus='alert(1)' {MARK}='",
    "javascript:alert(1)",
    '=HYPERLINK("http://192.0.2.1";"x")',
    "+33 1",
    "-1+1",
    "@SUM(1)",
    "\tonglet",
    "\r\nBcc: autre@exemple.fr\r\n\r\n",
    "\n.\n",
    "\x00",
    "\x1b[2J\x07",
    "\u202egpj.exe",
    "\u2066\u200f\u200d\ufeff",
    "👩‍👩‍👧‍👦🏴",
    "{{ 7|add:7 }}{% debug %}%(nom)s${x}",
    "é" * 6_000,
    "' OR 1=1; --",
    "14118-caen",
    "9" * 400,
    "1e999",
    "NaN",
    "2026-02-31",
    "-1",
    "on",
    "",
]
as_bytes = st.lists(
    st.sampled_from(PIECES).map(str.encode)
    | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.binary(max_size=12),
    max_size=3,
).map(b"".join)
bounded = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SHOWING_ALL = ("dossier", "dossier_summary")
LOUD = st.sampled_from([each for each in PIECES if each.strip()])
BROWSER = "application/x-www-form-urlencoded"


class Intruders(HTMLParser):
    """Collects what only a text taken for code would bring into a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        addresses = [value for name, value in attrs if name in ("href", "src", "action") and value]
        self.found += [tag] if tag == MARK else []
        self.found += [name for name in names if name.startswith("on") or name == MARK]
        self.found += [each for each in addresses if "javascript:" in each.lower()]


def assert_nothing_runs(page: str) -> None:
    assert Intruders(page).found == []
    assert "\x00" not in page


def body(fields: dict[str, list[bytes]]) -> bytes:
    """Write a form as a browser does, or as a program that respects nothing."""
    pairs = [(name, value) for name, values in fields.items() for value in values]
    return "&".join(f"{name}={quote_from_bytes(value)}" for name, value in pairs).encode()


def typed(step: StepDefinition) -> st.SearchStrategy[dict[str, list[bytes]]]:
    names = [*(each.key for each in step.fields), "sequence", "communes-sent"]
    return st.fixed_dictionaries({name: st.lists(as_bytes, max_size=3) for name in names})


def address(dossier: Dossier, step: StepDefinition) -> str:
    if step.repeated:
        return reverse(
            "dossier_item", args=[dossier.key, step.key, dossier.rows_of(step.key)[0].item]
        )
    return reverse("dossier_step", args=[dossier.key, step.key])


@pytest.mark.parametrize(
    "step", [each for each in AMI_FORM.steps if each.fields], ids=lambda step: step.key
)
def test_any_answer_is_kept_or_corrected_and_shown_as_text(
    carrier: Carrier, step: StepDefinition
) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    url = address(dossier, step)

    @bounded
    @given(typed(step), st.sampled_from([url, f"{url}enregistrer/"]))
    def holds(fields: dict[str, list[bytes]], target: str) -> None:
        sent = client.post(target, body(fields), content_type=BROWSER)
        assert sent.status_code in (200, 302, 422)
        for page in (url, reverse("dossier", args=[dossier.key])):
            shown = client.get(page)
            assert shown.status_code == 200
            assert_nothing_runs(shown.content.decode())
        assert_nothing_runs(
            client.get(reverse("dossier_summary", args=[dossier.key])).content.decode()
        )

    holds()


def test_what_is_deposited_runs_nowhere(carrier: Carrier) -> None:
    @bounded
    @given(
        st.lists(st.sampled_from([each for each in PIECES if each.strip()]), min_size=5, max_size=5)
    )
    def holds(pieces: list[str]) -> None:
        name, role, title, text, when = (f"{piece} a".replace("\x00", "") for piece in pieces)
        dossier = a_draft(
            structure=COMPLETE["structure"] | {"nom": name[:150], "adresse": text[:300]},
            contact=COMPLETE["contact"] | {"nom": name[:120], "fonction": role[:120]},
            projets=COMPLETE["projets"]
            | {"titre": title[:150], "description": text[:5000], "calendrier": when[:300]},
        )
        client = carrier(dossier)
        file = SimpleUploadedFile(f"{name[:80]}.pdf", b"%PDF-1.7")
        assert add_files(dossier, [file]) == []
        already = len(sent_mails())
        dossier = deposit(dossier)

        for page in ("dossier", "dossier_receipt"):
            assert_nothing_runs(client.get(reverse(page, args=[dossier.key])).content.decode())
        mails = sent_mails()[already:]
        assert {mail.to[0] for mail in mails} == {"camille@exemple.fr", "service@exemple.fr"}
        for mail in mails:
            assert_mail_is_plain(mail)
        kept = Attachment.objects.get(dossier=dossier)
        given_back = client.get(reverse("dossier_download", args=[dossier.key, kept.key]))
        assert content_of(given_back) == b"%PDF-1.7"
        assert not set("\r\n\0") & set(given_back["Content-Disposition"])
        assert given_back["Content-Disposition"].startswith("attachment")
        for cell in (dossier.carrier_name, dossier.contact_name, kept.name, title):
            assert not safe_cell(cell).startswith(FORMULA_SIGNS)

    holds()


def assert_mail_is_plain(mail: EmailMessage) -> None:
    [(html, _)] = mail.alternatives
    assert_nothing_runs(html)
    assert "\n" not in mail.subject
    written = mail.message()
    assert [written["To"]] == mail.to
    assert written["Bcc"] is None
    assert set(written.keys()) <= {
        *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date"),
        *("Message-ID", "Auto-Submitted"),
    }


def test_the_pdf_of_the_same_is_drawn(carrier: Carrier) -> None:
    everything = "".join(PIECES).replace("\x00", "")
    dossier = deposit(a_draft(territoire={"partenaires": everything[:3000]}))

    response = carrier(dossier).get(reverse("dossier_receipt_pdf", args=[dossier.key]))

    assert response.status_code == (200 if pdf.is_available() else 302)
    assert content_of(response)[:5] == (b"%PDF-" if pdf.is_available() else b"")
