"""Completing a deposited file: what is asked opens again, beside what was deposited, once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ami.definitions import AskedQuestion
from ami.kinds import REVIEWER
from ami.models import Attachment, Completion, Dossier
from ami.services.completing import send_completion
from ami.services.completions import (
    DateHasPassed,
    NoSuchQuestion,
    NothingAsked,
    ask_to_complete,
)
from ami.services.deposit import deposit, digest_of
from ami.services.receipts import is_receipt_true
from core.workflow import Actor, NotNow
from tests.ami.factories import OPENS, a_draft
from tests.factories import PlacePageFactory
from tests.mails import sent_mails
from tests.reading import text_of

DURING = OPENS + timedelta(days=7)
DUE = date(2026, 11, 30)
STAFF = Actor(REVIEWER)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
Carrier = Callable[[Dossier], Client]


def asked(*questions: AskedQuestion, dossier: Dossier | None = None, **more: Any) -> Completion:
    """Return a completion that is asked of a deposited file: its calendar, unless told."""
    given = questions or (AskedQuestion("projets", "calendrier"),)
    dossier = dossier or deposit(a_draft())
    return ask_to_complete(dossier, given, "Quel calendrier ?", DUE, STAFF, **more)


def address(completion: Completion, name: str = "dossier_completion") -> str:
    return reverse(name, args=[completion.dossier.key, completion.rank])


def calendar_of(completion: Completion, text: str, **more: str) -> dict[str, str]:
    """What a browser sends that answers the calendar of the project."""
    return {f"projets-{completion.asked[0].item}-calendrier": text} | more


def send(client: Client, completion: Completion, text: str = "De mars à juin", **more: str) -> Any:
    return client.post(address(completion), calendar_of(completion, text, action="envoyer", **more))


def test_only_what_is_asked_opens_again_beside_what_was_deposited(carrier: Carrier) -> None:
    draft = a_draft(territoire={"partenaires": "La <b>mairie</b>"})
    completion = asked(AskedQuestion("territoire", "partenaires"), dossier=deposit(draft))

    text = carrier(completion.dossier).get(address(completion)).content.decode()

    assert "Quel calendrier ?" in text
    assert text.count('name="territoire-partenaires"') == 1
    assert "territoire-communes" not in text
    assert "structure-nom" not in text
    assert text.count("La &lt;b&gt;mairie&lt;/b&gt;") == 2  # to correct, and as it was deposited


def test_a_completion_is_sent_once_and_the_deposit_stays_as_it_was(carrier: Carrier) -> None:
    completion = asked()
    frozen, digest = completion.dossier.frozen, completion.dossier.digest
    client = carrier(completion.dossier)
    sent_mails().clear()

    for _ in range(2):  # a double click
        response = send(client, completion)
        assert (response.status_code, response["Location"]) == (302, address(completion))
    send_completion(completion)  # as one that waited for the first to end

    completion.refresh_from_db()
    dossier = Dossier.objects.get()
    assert (dossier.frozen, dossier.digest, dossier.state) == (frozen, digest, "en_analyse")
    assert completion.frozen["answers"][0]["data"] == {"calendrier": "De mars à juin"}
    assert completion.frozen["deposit"] == digest
    assert completion.digest == digest_of(completion.frozen)
    assert completion.sent_at == DURING
    assert [each.action for each in dossier.history.all()].count("completer") == 1
    # Both are of one moment: neither is first.
    told, receipt = sorted(sent_mails(), key=lambda mail: mail.to, reverse=True)
    assert (receipt.to, told.to) == (["camille@exemple.fr"], ["service@exemple.fr"])
    assert completion.digest in receipt.body
    assert "mars" not in told.body
    page = client.get(address(completion)).content.decode()
    assert "Votre complément est envoyé" in page
    assert completion.digest in page
    assert "sans réponse" in page  # what the file said before
    assert (
        "Complément envoyé" in client.get(reverse("dossier", args=[dossier.key])).content.decode()
    )


def test_the_receipt_of_a_completion_may_be_checked(carrier: Carrier) -> None:
    completion = asked()
    send(carrier(completion.dossier), completion)
    completion.refresh_from_db()

    assert completion.number == "AMI-2026-0001-C1"
    assert is_receipt_true("ami-2026-0001-c1", completion.digest)
    assert not is_receipt_true("AMI-2026-0001", completion.digest)
    assert not is_receipt_true("AMI-2026-0001-C2", completion.digest)
    assert not is_receipt_true("AMI-2026-0001-C", completion.digest)


def test_the_series_of_a_number_may_look_like_that_of_a_completion(carrier: Carrier) -> None:
    completion = asked()
    send(carrier(completion.dossier), completion)
    completion.refresh_from_db()
    Dossier.objects.update(number="APPEL-COTENTIN-2026-0001")

    assert is_receipt_true("APPEL-COTENTIN-2026-0001", completion.dossier.digest)
    assert is_receipt_true("APPEL-COTENTIN-2026-0001-C1", completion.digest)


def test_what_is_typed_is_kept_and_checked_when_it_is_sent(carrier: Carrier) -> None:
    completion = asked(AskedQuestion("structure", "siret"))
    client = carrier(completion.dossier)

    saved = client.post(
        address(completion, "dossier_completion_autosave"), {"structure-siret": "12"}
    )
    assert saved.json() == {"sequence": 1, "saved_at": "9\u00a0h", "replaced": []}
    kept = client.post(address(completion), {"structure-siret": "123", "action": "enregistrer"})
    assert kept.status_code == 302

    refused = client.post(address(completion), {"structure-siret": "123", "action": "envoyer"})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="123"' in text
    assert 'href="#id_structure-siret"' in text
    assert Completion.objects.awaited().exists()
    client.post(address(completion), {"structure-siret": "732 829 320 00074", "action": "envoyer"})
    assert Dossier.objects.get().siret == "73282932000074"
    assert Dossier.objects.get().carrier_name == "Les Petits Débrouillards du Bocage"


def test_columns_of_a_project_follow_its_completion(carrier: Carrier) -> None:
    completion = asked(AskedQuestion("projets", "budget"))
    name = f"projets-{completion.asked[0].item}-budget"

    carrier(completion.dossier).post(address(completion), {name: "24 000", "action": "envoyer"})

    project = completion.dossier.projects.get()
    assert (project.budget, project.title) == (24000, "Un atelier mobile")


def test_nothing_that_is_not_asked_may_be_changed(carrier: Carrier) -> None:
    completion = asked()
    data = calendar_of(completion, "Juin", action="envoyer")
    other = {"structure-nom": "Un autre", "contact-courriel": "pirate@exemple.fr"}

    carrier(completion.dossier).post(address(completion), data | other)

    dossier = Dossier.objects.get()
    assert dossier.carrier_name == "Les Petits Débrouillards du Bocage"
    assert [each["step"] for each in dossier.completions.get().frozen["answers"]] == ["projets"]


def test_pieces_are_joined_to_the_completion_and_not_to_the_deposit(carrier: Carrier) -> None:
    completion = asked(pieces=["Les statuts", " "])
    client = carrier(completion.dossier)
    assert "Les statuts" in client.get(address(completion)).content.decode()

    def join(name: str, content: bytes) -> Any:
        file = SimpleUploadedFile(name, content)
        return client.post(address(completion), calendar_of(completion, "Juin") | {"files": file})

    assert join("statuts.pdf", PDF).status_code == 302
    refused = join("virus.exe", b"MZ")
    assert (refused.status_code, "virus.exe" in refused.content.decode()) == (422, True)
    join("brouillon.pdf", PDF + b"1")
    last = Attachment.objects.get(name="brouillon.pdf")
    assert client.post(address(completion), {"retirer": "\0x"}).status_code == 302
    client.post(address(completion), {"retirer": str(last.key)})
    client.post(address(completion), {"action": "envoyer"})

    completion.refresh_from_db()
    assert [each["name"] for each in completion.frozen["files"]] == ["statuts.pdf"]
    assert completion.frozen["answers"][0]["data"] == {"calendrier": "Juin"}
    assert not completion.dossier.own_files().exists()
    client.post(address(completion), {"retirer": str(Attachment.objects.get().key)})
    assert Attachment.objects.count() == 1  # what is sent stays


def test_pieces_alone_may_be_asked_and_one_too_late_is_said(carrier: Carrier) -> None:
    dossier = deposit(a_draft())
    completion = ask_to_complete(dossier, [], "Il manque :", DUE, STAFF, pieces=["Les statuts"])
    client = carrier(dossier)
    assert "Les statuts" in client.get(address(completion)).content.decode()

    def send_with(name: str) -> Any:
        file = SimpleUploadedFile(name, PDF)
        return client.post(address(completion), {"action": "envoyer", "files": file})

    assert [send_with("statuts.pdf").status_code for _ in range(2)] == [302, 302]
    late = send_with("bilan.pdf")
    assert (late.status_code, "bilan.pdf" in late.content.decode()) == (409, True)
    completion.refresh_from_db()
    assert [each["name"] for each in completion.frozen["files"]] == ["statuts.pdf"]


def test_a_completion_that_says_nothing_more_is_not_sent(carrier: Carrier) -> None:
    completion = asked()

    response = send(carrier(completion.dossier), completion, text="")

    assert response.status_code == 422
    assert "Rien n’a changé" in response.content.decode()


def test_a_date_that_passes_is_said_and_blocks_nothing(carrier: Carrier) -> None:
    completion = asked()
    page = reverse("dossier", args=[completion.dossier.key])
    with time_machine.travel(DURING.replace(month=12, day=1), tick=False):
        client = carrier(completion.dossier)
        assert "Cette date est passée" in client.get(page).content.decode()
        assert send(client, completion).status_code == 302
    assert Completion.objects.get().sent_at


def test_once_the_service_goes_on_nothing_is_taken_nor_lost(carrier: Carrier) -> None:
    completion = asked()
    dossier = completion.dossier
    client = carrier(dossier)
    client.post(address(completion), calendar_of(completion, "Presque fini"))
    dossier.call_kind.transitions.apply(
        dossier, "reprendre-sans-complement", STAFF, reason="sans nouvelles"
    )

    response = send(client, completion, text="Trop tard")

    assert response.status_code == 409
    assert "Trop tard" in response.content.decode()
    closed = client.get(address(completion)).content.decode()
    assert "n’est plus attendu" in closed
    assert "Presque fini" in closed
    page = client.get(reverse("dossier", args=[dossier.key])).content.decode()
    assert "Compléter mon dossier" not in page
    assert "sans nouvelles" not in page


def test_what_another_window_typed_is_shown_before_it_is_sent_over(carrier: Carrier) -> None:
    completion = asked()
    client = carrier(completion.dossier)
    client.post(address(completion), calendar_of(completion, "Première fenêtre", sequence="0"))

    response = send(client, completion, "Seconde fenêtre", sequence="0")

    assert response.status_code == 422
    assert "Première fenêtre" in response.content.decode()
    assert Completion.objects.get().is_awaited


def test_what_was_sent_is_read_as_it_was_whatever_becomes_of_what_it_names(
    carrier: Carrier,
) -> None:
    place = PlacePageFactory(title="La Fabrique", slug="la-fabrique")
    first = asked(AskedQuestion("structure", "lieu"))
    client = carrier(first.dossier)
    client.post(address(first), {"structure-lieu": "la-fabrique", "action": "envoyer"})
    second = asked(AskedQuestion("structure", "lieu"), dossier=Dossier.objects.get())
    client.post(address(second), {"structure-lieu": "", "action": "envoyer"})

    def read() -> list[str]:
        return [text_of(client.get(address(each))) for each in (first, second)]

    before = read()
    assert "La Fabrique" in before[0]
    assert "Avant : La Fabrique" in before[1].replace("\u00a0", " ")

    place.unpublish()

    assert read() == before


def test_a_second_completion_starts_from_the_first(carrier: Carrier) -> None:
    first = asked()
    client = carrier(first.dossier)
    send(client, first, text="De mars à juin")

    second = asked(dossier=Dossier.objects.get())

    assert second.rank == 2
    assert "De mars à juin" in client.get(address(second)).content.decode()
    send(client, second, text="De mars à juillet")
    assert "De mars à juin" in client.get(address(second)).content.decode()
    assert Completion.objects.get(rank=1).frozen["answers"][0]["data"]["calendrier"] == (
        "De mars à juin"
    )


def test_a_question_brings_those_that_its_answer_asks() -> None:
    whole = asked(AskedQuestion("structure", "forme"))
    assert [each.field for each in whole.asked] == ["forme", "rna"]
    commune = a_draft(structure=dict(a_draft().answers().of("structure"), forme="commune"))
    part = asked(AskedQuestion("structure"), dossier=deposit(commune))
    assert "nom" in [each.field for each in part.asked]


def test_what_cannot_be_asked_is_refused_and_nothing_is_written() -> None:
    dossier = deposit(a_draft())
    calendar = [AskedQuestion("projets", "calendrier")]
    sent_mails().clear()
    for questions, text, due, error in (
        ([], "Un mot", DUE, NothingAsked),
        (calendar, " ", DUE, NothingAsked),
        (calendar, "Un mot", DURING.date(), DateHasPassed),
        ([AskedQuestion("projets", "inconnue")], "Un mot", DUE, NoSuchQuestion),
        ([AskedQuestion("rencontre", "disponibilites")], "Un mot", DUE, NoSuchQuestion),
    ):
        with pytest.raises(error):
            ask_to_complete(dossier, questions, text, due, STAFF)
    assert (Dossier.objects.get().state, Completion.objects.count()) == ("depose", 0)
    assert sent_mails() == []

    ask_to_complete(dossier, calendar, "Un mot", DUE, STAFF)
    with pytest.raises(NotNow):
        ask_to_complete(dossier, calendar, "Encore", DUE, STAFF)


def test_the_request_is_written_with_its_list_and_its_date() -> None:
    asked(pieces=["Les statuts"])

    [mail] = [each for each in sent_mails() if "complément" in each.subject]

    assert mail.to == ["camille@exemple.fr"]
    assert "30 novembre 2026" in mail.body
    assert "Projet 1\u00a0: Un atelier mobile – Calendrier envisagé" in mail.body
    assert "Les statuts" in mail.body
    assert "/dossier/" in mail.body


def test_a_completion_is_opened_by_its_carrier_alone(carrier: Carrier) -> None:
    completion, other = asked(), deposit(a_draft())

    assert Client().get(address(completion)).status_code == 403
    client = carrier(other)
    for rank in (1, 10**30):
        assert client.get(reverse("dossier_completion", args=[other.key, rank])).status_code == 404
