"""A deposited file as its carrier follows it: words, messages, withdrawal, a receipt to check."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from ami.kinds import AMI, LEAD, REVIEWER
from ami.models import CallPage, Dossier, Message
from ami.services.correspondence import mark_read
from ami.services.deposit import deposit
from core.workflow import Actor
from directory.models import Commune
from tests.ami.factories import COMPLETE, OPENS, a_draft
from tests.factories import PlacePageFactory
from tests.mails import sent_mails
from tests.reading import parsed, words

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
Carrier = Callable[[Dossier], Client]


def page(dossier: Dossier, name: str = "dossier") -> str:
    return reverse(name, args=[dossier.key])


def act(dossier: Dossier, *actions: str, role: str = REVIEWER) -> None:
    for action in actions:
        dossier.call_kind.transitions.apply(dossier, action, Actor(role))


def test_nothing_tells_of_the_answer_before_it_is_sent(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    act(dossier, "prendre")
    before = client.get(page(dossier)).content

    act(dossier, "orienter")
    assert client.get(page(dossier)).content == before
    assert "En cours d’analyse" in before.decode()
    act(dossier, "envoyer-reponse", role=LEAD)
    assert "La Région a répondu" in client.get(page(dossier)).content.decode()


def test_messages_go_both_ways_and_none_is_in_a_mail(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    from_service = Message.objects.create(
        dossier=dossier, from_service=True, text="Avez-vous <b>un local</b> ?"
    )
    assert "Avez-vous &lt;b&gt;un local&lt;/b&gt; ?" in client.get(page(dossier)).content.decode()
    from_service.refresh_from_db()
    assert from_service.read_at == DURING
    sent_mails().clear()

    client.post(page(dossier, "dossier_message"), {"text": "Oui, à Vire."})

    assert list(Message.objects.values_list("text", flat=True))[1:] == ["Oui, à Vire."]
    [mail] = sent_mails()
    assert mail.to == ["service@exemple.fr"]
    assert "Vire" not in mail.body


def test_a_message_sent_twice_is_one_message_and_one_mail(
    carrier: Carrier, time_machine: TimeMachineFixture
) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    sent_mails().clear()

    def send() -> None:
        client.post(page(dossier, "dossier_message"), {"text": "Oui, à Vire."})

    send()
    Message.objects.create(dossier=dossier, from_service=True, text="Et quand ?")
    time_machine.move_to(DURING + timedelta(minutes=9))
    send()  # back to the form, and sent again
    assert (Message.objects.filter(from_service=False).count(), len(sent_mails())) == (1, 1)

    time_machine.move_to(DURING + timedelta(minutes=11))
    send()
    assert (Message.objects.filter(from_service=False).count(), len(sent_mails())) == (2, 2)


def test_what_comes_while_a_page_is_made_stays_unread() -> None:
    dossier = deposit(a_draft())
    shown, late = (
        Message.objects.create(dossier=dossier, from_service=True, text=text)
        for text in ("Bonjour", "Encore")
    )

    mark_read([shown])

    assert list(dossier.unread_messages()) == [late]


def test_a_message_too_many_is_kept_on_the_page(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    client = carrier(dossier)
    for number in range(20):
        client.post(page(dossier, "dossier_message"), {"text": f"message {number}"})

    response = client.post(page(dossier, "dossier_message"), {"text": "le mot de trop"})

    assert response.status_code == 429
    assert "le mot de trop" in response.content.decode()
    assert client.post(page(dossier, "dossier_message"), {"text": " "}).status_code == 422


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

    act(answered, "prendre", "orienter")
    act(answered, "envoyer-reponse", role=LEAD)
    client = carrier(answered)
    assert client.post(page(answered, "dossier_withdrawal")).status_code == 409
    answered.refresh_from_db()
    assert answered.state == "reponse_envoyee"


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
