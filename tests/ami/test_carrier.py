"""The way of a carrier, without JavaScript: an address, a link, parts in any order, a receipt."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ami.models import CallPage, Dossier, StepAnswers, answers
from ami.services.access import change_address
from ami.services.links import new_link
from ami.views.carrier import entry
from tests.ami.factories import CLOSES, COMPLETE, OPENS, CallPageFactory, a_draft
from tests.mails import sent_mails
from tests.reading import parsed, words

DURING = OPENS + timedelta(days=7)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("quick_hands"),
]
Carrier = Callable[[Dossier], Client]
TOKEN = re.compile(r'name="token" value="([^"]+)"')
LINK = re.compile(r"https?://[^/\s]+(/dossier/\S+)")


def begin(client: Client, call: CallPage, email: str = "camille@exemple.fr") -> object:
    address = f"{call.url}repondre/"
    token = TOKEN.search(client.get(address).content.decode())[1]
    return client.post(address, {"email": email, "token": token})


def page(dossier: Dossier, name: str = "dossier", *args: str) -> str:
    return reverse(name, args=[dossier.key, *args])


def test_an_address_is_enough_to_begin_and_to_come_back(client: Client) -> None:
    response = begin(client, CallPageFactory())

    dossier = Dossier.objects.get()
    assert response["Location"] == page(dossier)
    assert client.get(page(dossier)).status_code == 200
    [mail] = sent_mails()
    assert mail.to == ["camille@exemple.fr"]
    assert "Un dossier vient d’être commencé" in mail.body

    elsewhere = Client()
    assert elsewhere.get(page(dossier)).status_code == 403
    path = LINK.search(mail.body)[1]
    answer = elsewhere.get(path)
    assert answer["Location"] == page(dossier)
    assert (answer["Referrer-Policy"], answer.content) == ("no-referrer", b"")
    assert elsewhere.get(answer["Location"]).status_code == 200
    dossier.refresh_from_db()
    assert dossier.email_verified_at == DURING


def test_a_double_click_begins_one_draft_and_writes_one_mail(client: Client) -> None:
    address = f"{CallPageFactory().url}repondre/"
    token = TOKEN.search(client.get(address).content.decode())[1]
    sent = {"email": "camille@exemple.fr", "token": token}

    first, second = client.post(address, sent), client.post(address, sent)

    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == len(sent_mails()) == 1


def test_a_mailbox_that_serves_many_carriers_is_never_refused(client: Client) -> None:
    call = CallPageFactory()
    answers = [begin(client, call, "accueil@pepiniere.fr") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 6
    assert len(sent_mails()) == 3
    assert "n’a pas pu partir" in client.get(answers[-1]["Location"]).content.decode()


def test_the_cookie_opens_one_file_on_one_site_and_no_script_reads_it(client: Client) -> None:
    response = begin(client, CallPageFactory())
    cookie = response.cookies["dossier"]

    assert (cookie["path"], cookie["samesite"]) == (response["Location"], "Lax")
    assert cookie["httponly"]
    other = a_draft()
    client.cookies["dossier"]["path"] = "/"  # as an attacker would send it elsewhere
    assert client.get(page(other)).status_code == 403


def test_pages_of_a_file_are_kept_and_indexed_by_nobody(carrier: Carrier) -> None:
    dossier = a_draft()
    response = carrier(dossier).get(page(dossier))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"


def test_what_is_sent_to_a_file_that_is_shut_is_shown_again(client: Client) -> None:
    typed = COMPLETE["projets"] | {"propre_a_cet_appel": "<b>Oui</b>", "sequence": "3"}
    dossier = a_draft()
    item = StepAnswers.objects.get(step="projets").item

    said = [
        client.post(f"/dossier/{key}/partie/projets/{item}/", typed)
        .content.decode()
        .replace(str(key), "")
        for key in (dossier.key, uuid4())
    ]

    assert said[0] == said[1]  # nothing tells a file that exists from another
    shown = words(parsed(said[0]).select_one(".answers"))
    for each in ("Titre du projet Un atelier mobile", "Inclusion numérique", "<b>Oui</b>"):
        assert each in shown
    assert "sequence" not in shown
    assert "n’est pas enregistré" not in client.get(page(dossier)).content.decode()


def test_another_site_posts_nothing_into_a_file(carrier: Carrier) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    response = client.post(
        page(dossier, "dossier_summary"), headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status_code == 403
    assert Dossier.objects.get().is_draft


def test_a_lost_link_is_sent_again_and_the_page_tells_nothing(client: Client) -> None:
    draft = a_draft()
    address = reverse("dossier_lost_link")
    told = []
    for email in ("CAMILLE@exemple.fr", "inconnu@exemple.fr"):
        token = TOKEN.search(client.get(address).content.decode())[1]
        told.append(client.post(address, {"email": email, "token": token}).content)

    assert told[0] == told[1]
    [mail] = sent_mails()
    assert mail.to == ["camille@exemple.fr"]
    assert client.get(LINK.search(mail.body)[1])["Location"] == page(draft)


def test_an_address_is_the_same_however_it_is_written(client: Client) -> None:
    begin(client, CallPageFactory(), "Camille@Exemple.FR")
    assert Dossier.objects.get().access_email == "camille@exemple.fr"
    client.post(page(Dossier.objects.get(), "dossier_address"), {"email": "JUSTE@exemple.fr"})
    sent_mails().clear()
    address = reverse("dossier_lost_link")
    token = TOKEN.search(client.get(address).content.decode())[1]

    client.post(address, {"email": "Juste@Exemple.fr", "token": token})

    [mail] = sent_mails()
    assert mail.to == ["juste@exemple.fr"]


def test_a_link_that_went_astray_is_withdrawn(carrier: Carrier) -> None:
    dossier = a_draft()
    astray = new_link(dossier)
    client = carrier(dossier)
    client.post(page(dossier, "dossier_address"), {"email": "juste@exemple.fr"})

    assert Client().get(LINK.search(astray)[1]).status_code == 404
    assert client.get(page(dossier)).status_code == 200
    [mail] = sent_mails()
    assert mail.to == ["juste@exemple.fr"]
    assert "vient d’être commencé" not in mail.body
    assert "Le brouillon commencé le lundi 9 novembre 2026 à 9\u00a0h" in mail.body


def test_of_two_changes_of_address_at_once_the_first_holds(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = a_draft()
    client = carrier(dossier)

    def while_another_changes_it(read: Dossier, email: str) -> bool:
        change_address(Dossier.objects.get(pk=read.pk), "premiere@exemple.fr")
        return change_address(read, email)

    monkeypatch.setattr(entry, "change_address", while_another_changes_it)
    client.post(page(dossier, "dossier_address"), {"email": "seconde@exemple.fr"})

    dossier.refresh_from_db()
    assert dossier.access_email == "premiere@exemple.fr"
    [mail] = sent_mails()
    assert mail.to == ["premiere@exemple.fr"]
    assert Client().get(LINK.search(mail.body)[1]).status_code == 302
    assert client.get(page(dossier)).status_code == 403


def test_an_address_that_looks_the_same_gets_no_link_of_another(client: Client) -> None:
    """PostgreSQL takes « ı » for « i » where it ignores case: another domain."""
    theirs, own = a_draft(), a_draft()
    Dossier.objects.filter(pk=theirs.pk).update(access_email="camille@mairie.fr")
    Dossier.objects.filter(pk=own.pk).update(access_email="camille@maırie.fr")
    address = reverse("dossier_lost_link")
    token = TOKEN.search(client.get(address).content.decode())[1]

    client.post(address, {"email": "camille@maırie.fr", "token": token})

    [mail] = sent_mails()
    assert [client.get(path)["Location"] for path in LINK.findall(mail.body)] == [page(own)]


@pytest.mark.parametrize("way_out", ["dossier_address", "dossier_leave"])
def test_the_first_form_sent_again_opens_nothing_that_was_closed(
    client: Client, way_out: str
) -> None:
    address = f"{CallPageFactory().url}repondre/"
    token = TOKEN.search(client.get(address).content.decode())[1]
    sent = {"email": "camille@exemple.fr", "token": token}
    client.post(address, sent)
    dossier = Dossier.objects.get()
    client.post(page(dossier, way_out), {"email": "juste@exemple.fr"})

    again = Client().post(address, sent)

    assert again["Location"] != page(dossier)


def test_one_file_writes_to_few_mailboxes(carrier: Carrier) -> None:
    dossier = a_draft()
    answers = []
    for number in range(11):
        dossier.refresh_from_db()
        typed = {"email": f"personne{number}@exemple.fr"}
        answers.append(carrier(dossier).post(page(dossier, "dossier_address"), typed).status_code)

    assert answers == [302] * 10 + [429]
    assert len(sent_mails()) == 10


def test_a_mailbox_that_has_had_enough_loses_no_link_that_it_has(carrier: Carrier) -> None:
    dossier = a_draft()
    client, address = carrier(dossier), page(dossier, "dossier_address")
    for _ in range(3):
        client.post(address, {"email": "juste@exemple.fr"})
    last = LINK.search(sent_mails()[-1].body)[1]

    assert client.post(address, {"email": "juste@exemple.fr"}).status_code == 429
    assert Client().get(last).status_code == 302


def test_what_is_wrong_is_kept_and_said(carrier: Carrier) -> None:
    dossier = a_draft(structure={})
    address = page(dossier, "dossier_step", "structure")
    response = carrier(dossier).post(
        address, {"forme": "association", "siret": "123", "nom": "Les Amis", "sequence": "0"}
    )

    assert response.status_code == 422
    text = response.content.decode()
    assert 'href="#id_siret"' in text
    assert 'value="123"' in text
    assert StepAnswers.objects.get(step="structure").data["siret"] == "123"
    assert "À corriger" in carrier(dossier).get(page(dossier)).content.decode()


def test_parts_are_filled_in_one_after_the_other(carrier: Carrier) -> None:
    dossier = a_draft()
    response = carrier(dossier).post(
        page(dossier, "dossier_step", "structure"), COMPLETE["structure"]
    )

    assert response["Location"] == page(dossier, "dossier_step", "contact")


def test_a_part_that_another_window_saved_is_replaced_in_sight(carrier: Carrier) -> None:
    dossier = a_draft()
    client, address = carrier(dossier), page(dossier, "dossier_step", "contact")
    client.post(address, {"nom": "Première fenêtre", "courriel": "a@exemple.fr", "sequence": "0"})
    late = {"nom": "Seconde fenêtre", "courriel": "a@exemple.fr", "sequence": "0"}

    text = client.post(address, late).content.decode()

    assert "Une autre fenêtre" in text
    assert "Prénom et nom\u00a0: Première fenêtre" in text
    assert client.post(address, late | {"sequence": "2"}).status_code == 302


def test_a_save_while_typing_gives_back_in_words_what_it_replaces(carrier: Carrier) -> None:
    dossier = a_draft(structure={})
    client, address = carrier(dossier), page(dossier, "dossier_autosave", "structure")
    client.post(address, {"forme": "epci", "commune": "14118-caen", "nom": "", "sequence": "0"})
    late = {"forme": "association", "commune": "Vire", "nom": "Les Amis", "sequence": "0"}

    answer = client.post(address, late).json()

    assert answer["replaced"] == [
        "Forme de la structure\u00a0: Intercommunalité (EPCI)",
        "Commune\u00a0: Caen (14000)",
    ]
    assert client.post(address, late | {"sequence": answer["sequence"]}).json()["replaced"] == []


def test_a_part_holds_no_more_items_than_it_may_however_they_are_sent(carrier: Carrier) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    autosave = page(dossier, "dossier_autosave", "projets")
    most = dossier.form.step("projets").most

    answers = {
        client.post(f"{page(dossier, 'dossier_autosave', 'projets', str(uuid4()))}", {}).status_code
        for _ in range(most)
    }

    assert 422 in answers
    assert StepAnswers.objects.filter(step="projets").count() == most
    assert client.post(autosave).status_code == 404
    assert (
        client.post(page(dossier, "dossier_autosave", "contact", str(uuid4()))).status_code == 404
    )
    assert client.get(page(dossier, "dossier_step", "projets")).status_code == 200


def test_what_finds_no_room_is_shown_kept_and_comes_back(carrier: Carrier) -> None:
    dossier = a_draft()
    client, address = carrier(dossier), page(dossier, "dossier_step", "projets")
    first = StepAnswers.objects.get(step="projets").item
    client.post(address, {"action": "remove", "item": first})
    for _ in range(dossier.form.step("projets").most):
        client.post(address, {"action": "add"})
    typed = COMPLETE["projets"] | {"titre": "Celui de trop"}

    for _ in range(2):  # sent again by a reload
        full = client.post(page(dossier, "dossier_item", "projets", first), typed)

    shown = parsed(full.content.decode())
    assert full.status_code == 422
    assert "La liste est pleine" in words(shown.select_one("#erreurs"))
    assert "Inclusion numérique" in words(shown.select_one(".answers"))
    assert {form["action"] for form in shown.select("main form")} == {
        address,
        page(dossier, "dossier_leave"),
    }
    assert client.post(address, {"action": "restore", "item": first}).status_code == 422
    last = StepAnswers.objects.filter(step="projets").last().item
    removed = client.post(address, {"action": "remove", "item": last})
    way_on = shown.select_one("button[value=restore]").parent
    assert way_on.select_one("[name=item]")["value"] == first
    assert client.get(removed["Location"]).status_code == 200
    client.post(address, {"action": "restore", "item": first})
    assert StepAnswers.objects.get(item=first).data == typed


def test_what_is_removed_without_end_fills_no_disk(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MAX_REMOVED", 3)
    dossier = a_draft()
    client, address = carrier(dossier), page(dossier, "dossier_step", "projets")
    for number in range(6):
        item = str(uuid4())
        client.post(page(dossier, "dossier_autosave", "projets", item), {"titre": f"P{number}"})
        client.post(address, {"action": "remove", "item": item})

    kept = [each.data["titre"] for each in dossier.removed_items.all()]
    assert kept == ["P5", "P4", "P3"]


def test_an_answer_that_another_one_hides_is_not_deposited(carrier: Carrier) -> None:
    structure = COMPLETE["structure"] | {"rna": "W123456789"}
    dossier = a_draft(structure=structure)
    client = carrier(dossier)
    client.post(page(dossier, "dossier_step", "structure"), structure | {"forme": "commune"})

    client.post(page(dossier, "dossier_summary"))

    assert "W123456789" not in str(Dossier.objects.get().frozen)


def test_projects_are_added_copied_moved_removed_and_brought_back(carrier: Carrier) -> None:
    dossier = a_draft()
    client, address = carrier(dossier), page(dossier, "dossier_step", "projets")
    first = StepAnswers.objects.get(step="projets").item

    client.post(address, {"action": "copy", "item": first})
    rows = StepAnswers.objects.filter(step="projets").order_by("position")
    copy = rows[1]
    assert copy.data == rows[0].data
    client.post(
        page(dossier, "dossier_item", "projets", copy.item), COMPLETE["projets"] | {"titre": "Deux"}
    )
    client.post(address, {"action": "up", "item": copy.item})
    assert [row.item for row in rows.all()] == [copy.item, first]
    assert "Projet 1\u00a0: Deux" in client.get(address).content.decode()

    removed = client.post(address, {"action": "remove", "item": copy.item})
    assert [row.position for row in rows.all()] == [0]
    assert "Le remettre" in client.get(removed["Location"]).content.decode()
    client.post(address, {"action": "restore", "item": copy.item})
    assert [row.data["titre"] for row in rows.all()] == ["Un atelier mobile", "Deux"]


def test_the_deposit_shows_one_receipt_however_often_it_is_sent(carrier: Carrier) -> None:
    dossier = a_draft()
    client, address = carrier(dossier), page(dossier, "dossier_summary")
    assert "Caen (14000)" in client.get(address).content.decode()

    first, second = client.post(address), client.post(address)

    assert first["Location"] == second["Location"] == page(dossier, "dossier_receipt")
    text = client.get(first["Location"]).content.decode()
    dossier.refresh_from_db()
    for said in (
        "AMI-2026-0001",
        dossier.digest,
        "lundi 9 novembre 2026 à 9\u00a0h",
        "Direction de l’aménagement numérique",
        "service@exemple.fr",
        "02\u00a061\u00a091\u00a000\u00a000",
        "ni une demande de subvention",
    ):
        assert said in text
    receipt, service = sorted(sent_mails(), key=lambda mail: mail.to)
    assert (receipt.to, service.to) == (["camille@exemple.fr"], ["service@exemple.fr"])
    assert dossier.digest in receipt.body
    assert "Bocage" not in service.body


def test_a_mailbox_gets_one_receipt_however_its_address_is_written(carrier: Carrier) -> None:
    dossier = a_draft(contact=COMPLETE["contact"] | {"courriel": "Camille@Exemple.fr"})
    carrier(dossier).post(page(dossier, "dossier_summary"))

    assert sorted(mail.to[0] for mail in sent_mails()) == [
        "camille@exemple.fr",
        "service@exemple.fr",
    ]


def test_a_receipt_goes_without_link_to_an_address_that_showed_nothing(carrier: Carrier) -> None:
    contact = COMPLETE["contact"] | {"courriel": "autre@exemple.fr"}
    dossier = a_draft(contact=contact)
    carrier(dossier).post(page(dossier, "dossier_summary"))

    bodies = {mail.to[0]: mail.body for mail in sent_mails()}
    assert "/dossier/" in bodies["camille@exemple.fr"]
    assert "/dossier/" not in bodies["autre@exemple.fr"]
    assert "AMI-2026-0001" in bodies["autre@exemple.fr"]


def test_natural_persons_are_told_why_and_where_to_go(carrier: Carrier) -> None:
    dossier = a_draft(structure=COMPLETE["structure"] | {"forme": "particulier"})
    client, address = carrier(dossier), page(dossier, "dossier_summary")

    response = client.post(address)

    assert response.status_code == 422
    assert "ne s’adresse pas aux particuliers" in response.content.decode()
    assert Dossier.objects.get().is_draft


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (CLOSES - timedelta(minutes=12), "il reste 12\u00a0minutes"),
        (CLOSES + timedelta(minutes=12), "il reste 48\u00a0minutes"),
        (CLOSES + timedelta(hours=1), "ne peut plus être déposé"),
    ],
)
def test_the_time_that_is_left_is_in_sight(carrier: Carrier, moment: object, said: str) -> None:
    dossier = a_draft()
    with time_machine.travel(moment, tick=False):
        text = carrier(dossier).get(page(dossier)).content.decode()
    assert said in text
    assert "Brouillon, non déposé" in text


@pytest.mark.parametrize(("left", "near"), [(timedelta(days=2), False), (timedelta(days=1), True)])
def test_a_closing_at_midnight_is_that_of_the_day_before_and_stands_out_two_days_before(
    carrier: Carrier, left: timedelta, near: bool
) -> None:
    midnight = datetime(2026, 12, 18, 23, tzinfo=UTC)  # in Paris, the 19th begins
    dossier = a_draft(CallPageFactory(closes_at=midnight))
    with time_machine.travel(midnight - left, tick=False):
        said = parsed(carrier(dossier).get(page(dossier))).select_one(".dossier-state__deadline")
    assert "vendredi 18 décembre 2026 à minuit" in words(said)
    assert ("dossier-state__deadline--near" in said["class"]) is near


def test_typing_into_a_file_deposited_meanwhile_loses_no_word(carrier: Carrier) -> None:
    dossier = a_draft()
    client = carrier(dossier)
    client.post(page(dossier, "dossier_summary"))

    response = client.post(
        page(dossier, "dossier_step", "contact"), {"nom": "Un nom tapé trop tard"}
    )

    assert response.status_code == 409
    assert "Un nom tapé trop tard" in response.content.decode()
