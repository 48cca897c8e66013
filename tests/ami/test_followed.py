"""A deposited file as its carrier follows it: words, messages, withdrawal, a receipt to check."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from ami.definitions import AskedQuestion
from ami.kinds import AMI, LEAD, REVIEWER
from ami.models import Attachment, CallPage, Dossier, Message
from ami.services.completions import ask_to_complete
from ami.services.correspondence import mark_read, write_to_carrier
from ami.services.deposit import deposit
from ami.services.meetings import cancel_meeting, propose_meeting
from ami.services.results import Proposal, orient
from core.workflow import Actor
from directory.models import Commune
from tests.ami.factories import COMPLETE, OPENS, RESULTS, a_draft
from tests.factories import PlacePageFactory
from tests.mails import recipients, sent_mails
from tests.reading import parsed, words

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
Carrier = Callable[[Dossier], Client]
STAFF = Actor(REVIEWER)


def pdf(name: str, mark: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF" + mark)


def page(dossier: Dossier, name: str = "dossier") -> str:
    return reverse(name, args=[dossier.key])


def act(dossier: Dossier, *actions: str, role: str = REVIEWER) -> None:
    for action in actions:
        dossier.call_kind.transitions.apply(dossier, action, Actor(role))


def write(client: Client, dossier: Dossier, text: str, **more: object) -> object:
    data = {"topic": "dossier", "text": text} | more
    return client.post(page(dossier, "dossier_message"), data)


def test_messages_go_both_ways_and_none_is_in_a_mail(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    sent_mails().clear()
    from_service = write_to_carrier(dossier, "Avez-vous <b>un local</b> ?", STAFF, [pdf("a.pdf")])
    text = client.get(page(dossier)).content.decode()
    assert "Avez-vous &lt;b&gt;un local&lt;/b&gt; ?" in text
    assert "a.pdf" in text
    from_service.refresh_from_db()
    assert from_service.read_at == DURING

    for _ in range(2):  # a double click
        write(client, dossier, "Oui, à Vire.", files=[pdf("bail.pdf"), pdf("plan.pdf", b"2")])

    assert list(Message.objects.values_list("text", flat=True))[1:] == ["Oui, à Vire."]
    assert list(Attachment.objects.values_list("name", "by_service")) == [
        ("a.pdf", True),
        ("bail.pdf", False),
        ("plan.pdf", False),
    ]
    assert recipients() == ["camille@exemple.fr", "service@exemple.fr"]
    assert not any(word in mail.body for mail in sent_mails() for word in ("local", "Vire"))


def test_a_message_with_a_file_that_is_refused_is_not_sent(carrier: Carrier) -> None:
    dossier = deposit(a_draft())

    response = write(
        carrier(dossier), dossier, "Voici", files=[pdf("bon.pdf"), pdf("programme.exe")]
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "programme.exe" in text
    assert ">\nVoici</textarea>" in text
    assert not Message.objects.exists()
    assert not Attachment.objects.exists()


def test_correcting_or_erasing_is_asked_by_a_message_that_says_so(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    assert "demandez sa correction" in client.get(page(dossier)).content.decode()
    form = client.get(page(dossier), {"objet": "rectification"}).content.decode()
    assert '<option value="rectification" selected>' in form
    assert client.get(page(dossier), {"objet": "<x>"}).status_code == 200
    sent_mails().clear()

    assert write(client, dossier, "Mon numéro est faux", topic="rectification").status_code == 302
    assert write(client, dossier, "Autre", topic="inconnu").status_code == 422

    [mail] = sent_mails()
    assert "données personnelles" in mail.subject
    assert "sous un mois" in mail.body
    assert "Corriger une information" in client.get(page(dossier)).content.decode()


def test_a_message_sent_twice_is_one_message_and_one_mail(
    carrier: Carrier, time_machine: TimeMachineFixture
) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    sent_mails().clear()

    def send(*files: SimpleUploadedFile) -> None:
        write(client, dossier, "Oui, à Vire.", files=files)

    send()
    Message.objects.create(dossier=dossier, from_service=True, text="Et quand ?")
    time_machine.move_to(DURING + timedelta(minutes=9))
    send()  # back to the form, and sent again
    assert (Message.objects.filter(from_service=False).count(), len(sent_mails())) == (1, 1)

    time_machine.move_to(DURING + timedelta(minutes=11))
    send()
    assert (Message.objects.filter(from_service=False).count(), len(sent_mails())) == (2, 2)
    for _ in range(2):
        send(pdf("bail.pdf"))  # the same words, and a file that was not there
    assert (Message.objects.filter(from_service=False).count(), len(sent_mails())) == (3, 3)


def test_what_comes_while_a_page_is_made_stays_unread() -> None:
    dossier = deposit(a_draft())
    shown, late = (
        Message.objects.create(dossier=dossier, from_service=True, text=text)
        for text in ("Bonjour", "Encore")
    )

    mark_read([shown])

    assert dossier.messages.get(read_at=None) == late


def test_a_message_too_many_is_kept_on_the_page(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    for number in range(20):
        write(client, dossier, f"message {number}")

    response = write(client, dossier, "le mot de trop")

    assert response.status_code == 429
    assert "le mot de trop" in response.content.decode()
    assert write(client, dossier, " ").status_code == 422


def test_a_carrier_takes_the_file_back_until_the_answer(carrier: Carrier) -> None:
    dossier, answered = deposit(a_draft()), deposit(a_draft())
    sent_mails().clear()
    client = carrier(dossier)
    assert "Retirer mon dossier" in client.get(page(dossier)).content.decode()
    client.post(page(dossier, "dossier_withdrawal"))

    dossier.refresh_from_db()
    assert dossier.state == "retire"
    assert [mail.to for mail in sent_mails()] == [["service@exemple.fr"]]
    assert "Retirer mon dossier" not in client.get(page(dossier)).content.decode()

    act(answered, "prendre")
    orient(answered, [Proposal("ingenierie")], STAFF)
    with time_machine.travel(RESULTS, tick=False):
        act(answered, "envoyer-reponse", role=LEAD)
        client = carrier(answered)
        assert client.post(page(answered, "dossier_withdrawal")).status_code == 409
    answered.refresh_from_db()
    assert answered.state == "reponse_envoyee"


def test_the_page_says_what_comes_next_and_when(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    act(dossier, "prendre")
    said = "Les réponses sont annoncées le vendredi 15 janvier 2027 à 9\u00a0h"
    assert said in carrier(dossier).get(page(dossier)).content.decode()
    with time_machine.travel(RESULTS, tick=False):
        late = carrier(dossier).get(page(dossier)).content.decode()
        assert "n’est pas encore partie" in late
    CallPage.objects.update(results_at=None)
    assert "n’est pas encore annoncée" in carrier(dossier).get(page(dossier)).content.decode()


def test_the_page_costs_the_same_however_much_was_said(
    carrier: Carrier, django_assert_max_num_queries: Callable
) -> None:
    dossier = deposit(a_draft())
    act(dossier, "prendre")
    for number in range(12):
        write_to_carrier(dossier, f"message {number}", STAFF, [pdf(f"{number}.pdf")])
        propose_meeting(dossier, [DURING + timedelta(days=3)], STAFF, where="Ici")
        cancel_meeting(dossier, STAFF)
    asked = [AskedQuestion("projets")]
    ask_to_complete(dossier, asked, "Précisez", date(2026, 12, 1), STAFF)
    client = carrier(dossier)
    client.get(page(dossier))  # what is shared by every page is kept from now on

    with django_assert_max_num_queries(15):
        assert "message 11" in client.get(page(dossier)).content.decode()


def test_anyone_may_check_a_receipt(client: Client) -> None:
    dossier = deposit(a_draft())
    digest = dossier.digest

    def says(number: str, digest: str) -> str:
        asked = {"numero": number, "empreinte": digest}
        return client.get(reverse("check_receipt"), asked).content.decode()

    assert "est vrai" in says(" ami-2026-0001 ", digest.upper())
    assert "ceux d’aucun dossier" in says("AMI-2026-0001", "0" * 64)
    assert "ceux d’aucun dossier" in says("AMI-2026-0002", digest)
    assert "ceux d’aucun dossier" in says("AMI-2026-0001", "é")
    assert "ceux d’aucun dossier" in says("\0AMI", "\0")
    call_command("check_receipt", "AMI-2026-0001", digest)

    dossier.frozen["answers"][0]["data"]["nom"] = "Un autre"
    Dossier.objects.update(frozen=dossier.frozen)
    assert "ceux d’aucun dossier" in says("AMI-2026-0001", digest)
    with pytest.raises(CommandError):
        call_command("check_receipt", "AMI-2026-0001", digest)


@pytest.mark.parametrize(
    ("silence", "said"),
    [
        ("rejet", "au 9 janvier 2027, votre demande sera tenue pour rejetée"),
        ("acceptation", "au 9 janvier 2027, votre demande sera tenue pour acceptée"),
        ("aucune", ""),
    ],
)
def test_the_receipt_of_a_request_says_what_silence_means(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch, silence: str, said: str
) -> None:
    draft = a_draft()
    CallPage.objects.update(silence=silence)
    monkeypatch.setattr(Dossier, "call_kind", replace(AMI, is_request=True))
    dossier = deposit(Dossier.objects.get(pk=draft.pk))

    text = carrier(dossier).get(page(dossier, "dossier_receipt")).content.decode()

    assert said in text
    assert ("sera tenue" in text) is bool(said)


def test_what_asks_for_no_decision_says_nothing_of_silence(carrier: Carrier) -> None:
    draft = a_draft()
    CallPage.objects.update(silence="rejet")
    dossier = deposit(Dossier.objects.get(pk=draft.pk))

    text = carrier(dossier).get(page(dossier, "dossier_receipt")).content.decode()

    assert "sera tenue" not in text


def test_a_receipt_says_the_same_whatever_becomes_of_its_words(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call, its service, its kind, the places and communes of the answers: all may change."""
    place = PlacePageFactory(title="Le Dôme", slug="le-dome")
    structure = COMPLETE["structure"] | {"lieu": "le-dome"}
    dossier = deposit(a_draft(structure=structure))
    client, address = carrier(dossier), page(dossier, "dossier_receipt")
    before = words(parsed(client.get(address)).select_one(".dossier > .stack"))
    for said in ("Le Dôme", "Caen (14000)", "Association", "Abbaye-aux-Dames", "ni une demande"):
        assert said in before

    place.unpublish()
    Commune.objects.filter(name="Caen").update(name="Vire")
    CallPage.objects.update(title="Autre", service_address="Ailleurs", receipt_note="Autre")
    monkeypatch.setattr(Dossier, "call_kind", replace(AMI, receipt_note="Autre chose."))
    Dossier.objects.update(definition={"kind": "ami", "version": 9, "steps": []})

    assert words(parsed(client.get(address)).select_one(".dossier > .stack")) == before
