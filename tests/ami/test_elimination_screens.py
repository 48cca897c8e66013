"""The bordereau on the screen: proposed, kept in part, visaed, destroyed, by a lead."""

from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ami.models import Bordereau, CallPage, Dossier
from ami.services.deposit import deposit
from core.pages import pdf
from tests.ami.eliminating import (
    A_PDF,
    EMAIL,
    LATER,
    NAME,
    address,
    answered,
    named_draft,
    visaed,
)
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.roles import signed_in
from tests.s3 import Store

DURING = OPENS.replace(day=9)
LIST = "ami_eliminations:index"
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(LATER, tick=False)]


@pytest.fixture
def call() -> CallPage:
    with time_machine.travel(DURING, tick=False):
        call = CallPageFactory(title="Usages <b>numériques</b>")
        answered(named_draft(call))
        answered(a_draft(call))
        deposit(a_draft(call))  # nobody closed it
    return call


@pytest.fixture
def lead() -> Client:
    return signed_in("lead")


def read(client: Client, bordereau: Bordereau) -> str:
    return client.get(address("bordereau", bordereau)).content.decode()


def send(client: Client, name: str, bordereau: Bordereau, **given: object) -> str:
    bordereau.refresh_from_db()
    data = {"version": bordereau.version} | given
    return client.post(address(name, bordereau), data, follow=True).content.decode()


def test_a_lead_goes_from_the_list_to_the_end(
    call: CallPage, lead: Client, empty_store: Path
) -> None:
    listed = lead.get(reverse(LIST)).content.decode()
    assert "Usages &lt;b&gt;numériques&lt;/b&gt;" in listed
    assert '<td class="bordereau-number">2</td><td class="bordereau-number">1</td>' in listed

    made = lead.post(reverse(LIST), {"appel": call.pk}, follow=True).content.decode()
    bordereau = Bordereau.objects.get()
    assert "Détruire" not in made
    scan = SimpleUploadedFile("visa.pdf", A_PDF)
    given = {"on": "2032-01-16", "by": "AD du Calvados", "reference": "2032-17", "scan": scan}
    said = send(lead, "visa", bordereau, **given)
    assert "AD du Calvados, le 16 janvier 2032, référence 2032-17" in said
    assert b"".join(lead.get(address("file", bordereau, "vise")).streaming_content) == A_PDF

    wrong = send(lead, "destroy", bordereau, count="3")
    assert "pas le nombre" in wrong
    assert Dossier.objects.count() == 3
    assert "Destruction en cours" in send(lead, "destroy", bordereau, count="2")
    call_command("follow_calls", verbosity=0)

    assert Dossier.objects.count() == 1
    end = read(lead, bordereau)
    for kept in ("AMI-2026-0001", "AMI-2026-0002", "AD du Calvados", "Il ne reste de ces dossiers"):
        assert kept in end
    for gone in (NAME, EMAIL, "Wyandotte"):
        assert gone not in end


def test_a_visa_whose_copy_the_store_does_not_take_is_not_written(
    call: CallPage, lead: Client, s3: Store
) -> None:
    lead.post(reverse(LIST), {"appel": call.pk})
    bordereau = Bordereau.objects.get()
    s3.break_down("stopped")
    scan = SimpleUploadedFile("visa.pdf", A_PDF)
    given = {"on": "2032-01-16", "by": "AD du Calvados", "reference": "2032-17", "scan": scan}

    said = send(lead, "visa", bordereau, **given)

    assert "Ce fichier n’a pas pu être enregistré" in said
    assert 'value="2032-17"' in said
    bordereau.refresh_from_db()
    assert bordereau.visa_on is None


def test_the_bordereau_names_no_carrier_on_the_screen_nor_in_its_files(
    call: CallPage, lead: Client
) -> None:
    bordereau = visaed(call)

    table = b"".join(lead.get(address("file", bordereau, "csv")).streaming_content).decode()
    texts = (read(lead, bordereau), table)

    assert "AMI-2026-0001" in table
    assert "L. 212-2" in table
    for text in texts:
        assert not any(word in text for word in (NAME, EMAIL, "Wyandotte", "919876"))


def test_the_bordereau_is_a_pdf_where_the_machine_can_draw_one(
    call: CallPage, lead: Client
) -> None:
    answer = lead.get(address("file", visaed(call), "pdf"))

    if pdf.is_available():
        assert answer.content.startswith(b"%PDF-")
    else:
        assert answer.status_code == 404


def test_files_are_kept_with_their_reason_and_put_back(call: CallPage, lead: Client) -> None:
    bordereau = visaed(call)
    line = bordereau.lines.get(number="AMI-2026-0001")

    without = send(lead, "bordereau", bordereau, ligne=[line.pk])
    assert "dites pourquoi" in without
    kept = send(lead, "bordereau", bordereau, ligne=[line.pk], raison="<i>Échantillon</i>")
    assert "&lt;i&gt;Échantillon&lt;/i&gt;" in kept
    assert bordereau.leaving().count() == 1
    send(lead, "bordereau", bordereau, remettre=line.pk)
    assert bordereau.leaving().count() == 2


def test_one_that_is_given_up_frees_its_files(call: CallPage, lead: Client) -> None:
    bordereau = visaed(call)
    said = send(lead, "abandon", bordereau, reason="Le visa est refusé")
    assert "Abandonné" in said
    assert "Le visa est refusé" in said

    lead.post(reverse(LIST), {"appel": call.pk})

    assert Bordereau.objects.count() == 2
    assert Bordereau.objects.first().lines.count() == 2
    assert "pas possible" in send(lead, "destroy", bordereau, count="2")


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"on": "2042-01-01"}, "à venir"),
        ({"on": "2020-01-01"}, "pas encore fait"),
        ({"scan": SimpleUploadedFile("visa.pdf", b"<script>")}, "lisible"),
        ({"scan": SimpleUploadedFile("visa.html", b"%PDF-")}, "un PDF ou une image"),
        ({"reference": ""}, "error-message"),
    ],
)
def test_a_visa_that_cannot_be_is_refused(
    call: CallPage, lead: Client, given: dict[str, object], why: str
) -> None:
    lead.post(reverse(LIST), {"appel": call.pk})
    bordereau = Bordereau.objects.get()
    right = {"on": "2032-01-16", "by": "AD", "reference": "1"}

    assert why in send(lead, "visa", bordereau, **right | given)
    bordereau.refresh_from_db()
    assert bordereau.state == Bordereau.State.PROPOSED


def test_two_leads_do_not_decide_on_what_the_other_has_changed(
    call: CallPage, lead: Client
) -> None:
    bordereau = visaed(call)
    given = {"version": bordereau.version - 1, "count": "2"}

    answer = lead.post(address("destroy", bordereau), given).content.decode()

    assert "Quelqu’un d’autre" in answer
    assert Dossier.objects.count() == 3


@pytest.mark.parametrize("role", ["reader", "reviewer", "team"])
def test_who_is_no_lead_reads_and_changes_nothing(call: CallPage, role: str) -> None:
    bordereau, client = visaed(call), signed_in(role)
    line = bordereau.lines.first().pk

    shown = read(client, bordereau)
    client.post(reverse(LIST), {"appel": call.pk})
    for name in ("bordereau", "visa", "destroy", "abandon"):
        client.post(
            address(name, bordereau),
            {"version": 2, "count": 2, "reason": "x", "ligne": line, "raison": "x"},
        )

    assert bordereau.number in shown
    assert "Détruire" not in shown
    bordereau.refresh_from_db()
    assert (bordereau.state, bordereau.leaving().count()) == (Bordereau.State.VISAED, 2)
    assert Bordereau.objects.count() == 1


def test_who_holds_a_receipt_is_told_what_became_of_the_file(
    call: CallPage, lead: Client, client: Client
) -> None:
    dossier = Dossier.objects.get(number="AMI-2026-0001")
    asked = {"numero": dossier.number.lower(), "empreinte": dossier.digest}
    check = reverse("check_receipt")
    assert "est vrai" in client.get(check, asked).content.decode()
    bordereau = visaed(call)
    send(lead, "destroy", bordereau, count="2")
    call_command("follow_calls", verbosity=0)

    said = client.get(check, asked).content.decode()

    assert "détruit le 16 janvier 2032" in said
    assert bordereau.number in said


def test_figures_that_are_no_longer_true_are_not_published(
    call: CallPage, lead: Client, client: Client
) -> None:
    results = f"{call.url}resultats/"
    assert client.get(results).status_code == 200
    send(lead, "destroy", visaed(call), count="2")
    call_command("follow_calls", verbosity=0)

    assert client.get(results).status_code == 404
    assert "/resultats/" not in client.get(call.url).content.decode()
    said = lead.get(reverse("ami_figures:index")).content.decode()
    assert "2 dossiers de cet appel ont été détruits" in said
