"""Colleagues on a file: invited by its carrier, signed, shut out at once; leaving a device."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ami.definitions import AskedQuestion
from ami.kinds import REVIEWER
from ami.models import Completion, Dossier, Member, Message
from ami.services import people
from ami.services.completions import ask_to_complete
from ami.services.deposit import DepositRefused, deposit
from ami.services.meetings import propose_meeting
from core.workflow import Actor
from tests.ami.factories import COMPLETE, OPENS, a_draft
from tests.ami.people import by_link, link_in, mails_to, page, read, visitor_posts
from tests.mails import sent_mails
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(OPENS + timedelta(days=7), tick=False),
    pytest.mark.usefixtures("quick_hands"),
]
NORA = {"name": "Nora Exemple", "email": "Nora@exemple.fr", "inviter": "Camille Exemple"}


def invite(client: Client, dossier: Dossier, **changes: str) -> int:
    return client.post(page(dossier, "dossier_colleague"), NORA | changes).status_code


def colleague(dossier: Dossier, email: str = "nora@exemple.fr") -> Member:
    return Member.objects.create(
        dossier=dossier, name="Nora Exemple", email=email, role=Member.Role.COLLEAGUE
    )


def test_a_colleague_is_invited_and_signs_what_they_write() -> None:
    dossier = a_draft()
    author = by_link(dossier)
    assert invite(author, dossier) == 302
    [mail] = mails_to("nora@exemple.fr")
    assert "Camille Exemple (camille@exemple.fr) vous invite" in mail.body

    nora = Client()
    assert nora.get(link_in(mail))["Location"] == page(dossier)
    assert "Vous participez à ce dossier" in read(nora, dossier)
    contact = page(dossier, "dossier_step", "contact")
    nora.post(contact, COMPLETE["contact"] | {"fonction": "Comptable"})

    assert "par Nora Exemple, collègue" in author.get(contact).content.decode()
    assert "par Nora" not in nora.get(contact).content.decode()
    listed = read(author, dossier, "dossier_people")
    assert "A ouvert le dossier pour la première fois" in listed
    assert "Nora Exemple, collègue, lundi" in listed


def test_who_is_removed_is_shut_out_at_once_cookie_and_link() -> None:
    dossier = a_draft()
    author = by_link(dossier)
    invite(author, dossier)
    link = link_in(mails_to("nora@exemple.fr")[0])
    nora = Client()
    nora.get(link)
    member = Member.objects.get()

    author.post(page(dossier, "dossier_remove_member", member.pk))

    assert nora.get(page(dossier)).status_code == 403
    assert Client().get(link).status_code == 404
    assert author.get(page(dossier)).status_code == 200
    assert "a retiré votre accès" in mails_to("nora@exemple.fr")[-1].body
    author.post(page(dossier, "dossier_remove_member", member.pk))  # a double click


def test_the_carrier_alone_deposits_withdraws_invites_and_moves_the_file() -> None:
    dossier = a_draft()
    nora = by_link(colleague(dossier))
    other = colleague(dossier, "zoe@exemple.fr")

    assert nora.post(page(dossier, "dossier_summary")).status_code == 422
    assert "vous relisez" not in read(nora, dossier, "dossier_summary")
    for name, args in (
        ("dossier_address", ()),
        ("dossier_colleague", ()),
        ("dossier_helper", ()),
        ("dossier_withdrawal", ()),
        ("dossier_remove_member", (other.pk,)),
    ):
        assert nora.post(page(dossier, name, *args), NORA).status_code == 403
    assert Dossier.objects.get().is_draft
    assert Member.objects.count() == 2
    dossier.opened_by = other
    with pytest.raises(DepositRefused, match="porte"):
        deposit(dossier)


def test_a_colleague_follows_the_file_and_writes_to_the_service() -> None:
    dossier = deposit(a_draft())
    nora, author = by_link(colleague(dossier)), by_link(dossier)

    nora.post(page(dossier, "dossier_message"), {"topic": "dossier", "text": "Une précision."})

    assert Message.objects.get().written_by == "Nora Exemple, collègue"
    assert "Nora Exemple, collègue, lundi" in read(author, dossier)
    assert "Vous, lundi" in read(nora, dossier)
    assert "Retirer mon dossier" not in read(nora, dossier)
    assert nora.get(page(dossier, "dossier_receipt")).status_code == 200


def test_a_colleague_completes_the_file_and_its_carrier_alone_sends_it_and_holds_a_copy() -> None:
    dossier = deposit(a_draft())
    question = AskedQuestion("territoire", "partenaires")
    due = timezone.localdate() + timedelta(days=9)
    ask_to_complete(dossier, [question], "Avec qui ?", due, Actor(REVIEWER))
    nora, author = by_link(colleague(dossier)), by_link(dossier)
    address = page(dossier, "dossier_completion", 1)

    sent = {"territoire-partenaires": "La mairie", "action": "envoyer"}
    refused = nora.post(address, sent)

    assert "Seule la personne qui porte ce dossier peut envoyer" in refused.content.decode()
    assert "Envoyer le complément" not in read(nora, dossier, "dossier_completion", 1)
    assert Completion.objects.awaited().exists()
    seen = read(author, dossier, "dossier_completion", 1)
    assert "La mairie" in seen
    assert "par Nora Exemple, collègue" in seen
    assert "par Nora Exemple" not in read(nora, dossier, "dossier_completion", 1)
    author.post(address, sent)
    assert Completion.objects.sent().exists()
    assert nora.get(page(dossier, "dossier_archive")).status_code == 403
    assert "Tout télécharger" not in read(nora, dossier)
    assert author.get(page(dossier, "dossier_archive")).status_code == 200


def test_a_colleague_who_answers_a_meeting_signs_the_answer() -> None:
    dossier, staff = deposit(a_draft()), Actor(REVIEWER)
    dossier.call_kind.transitions.apply(dossier, "prendre", staff)
    slot = timezone.now() + timedelta(days=5)
    meeting = propose_meeting(dossier, [slot], staff, where="À Caen")
    nora, author = by_link(colleague(dossier)), by_link(dossier)
    address = page(dossier, "dossier_meeting", meeting.uid)
    signed = "Réponse donnée par Nora Exemple, collègue"
    sent_mails().clear()

    nora.post(address, {"action": "accepter", "slot": slot.isoformat()})
    nora.post(address, {"action": "decliner"})

    accepted, declined = mails_to("camille@exemple.fr")
    assert signed in accepted.body
    assert "Nora Exemple, collègue a décliné la rencontre" in declined.body
    assert "Nora" not in "".join(mail.body for mail in mails_to("service@exemple.fr"))
    assert "Nora Exemple, collègue" in read(author, dossier, "dossier_meeting", meeting.uid)
    inspect = reverse("wagtailsnippets_ami_dossier:inspect", args=(dossier.pk,))
    assert signed in signed_in("team").get(inspect).content.decode()


def test_who_leaves_for_good_is_not_written_to_again() -> None:
    dossier = a_draft()
    author, nora = by_link(dossier), by_link(colleague(dossier))

    nora.post(page(dossier, "dossier_leave_for_good"))

    assert nora.get(page(dossier)).status_code == 403
    assert "A quitté le dossier" in read(author, dossier, "dossier_people")
    author.post(page(dossier, "dossier_remove_member", Member.objects.get().pk))
    assert invite(author, dossier) == 422
    assert sent_mails() == []


def test_nobody_invites_from_an_address_that_they_have_not_shown(client: Client) -> None:
    call = a_draft().call
    visitor_posts(client, f"{call.url}repondre/", email="victime@exemple.fr")
    dossier = Dossier.objects.latest("pk")
    assert client.get(page(dossier)).status_code == 200

    response = client.post(page(dossier, "dossier_colleague"), NORA)

    assert response.status_code == 403
    assert "victime@exemple.fr" in response.content.decode()
    by_link(dossier)  # the owner of the mailbox opens it: the other browser gains nothing
    assert client.post(page(dossier, "dossier_colleague"), NORA).status_code == 403
    assert Member.objects.count() == 0


def test_who_moves_the_file_to_another_address_has_not_shown_it_yet() -> None:
    dossier = a_draft()
    author = by_link(dossier)
    author.post(page(dossier, "dossier_address"), {"email": "autre@exemple.fr"})

    assert author.get(page(dossier)).status_code == 200
    assert invite(author, dossier) == 403


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Gagnez sur www.exemple.fr"},
        {"inviter": "Banque https://exemple.fr/x"},
        {"inviter": "Appelez le 0612345678"},
        {"name": "autre@exemple.fr"},
        {"name": " "},
        {"email": "camille@exemple.fr"},
        {"email": "pas une adresse"},
    ],
)
def test_an_invitation_that_is_wrong_says_why_and_keeps_what_is_typed(typed: dict) -> None:
    dossier = a_draft()
    response = by_link(dossier).post(page(dossier, "dossier_colleague"), NORA | typed)

    assert response.status_code == 422
    assert 'href="#id_' in response.content.decode()
    assert sent_mails() == []


def test_invitations_are_few_by_mailbox_by_file_and_by_inviter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people, "MOST", 50)
    dossier = a_draft()
    author = by_link(dossier)
    assert [invite(author, dossier) for _ in range(4)] == [302, 302, 302, 429]
    assert Member.objects.count() == 1

    many = [invite(author, dossier, email=f"p{n}@exemple.fr") for n in range(9)]
    assert many == [302] * 7 + [429, 429]  # ten mails of one file a day

    monkeypatch.setattr(people, "INVITATIONS_PER_MAILBOX", 10)
    assert invite(by_link(second := a_draft()), second, email="x@exemple.fr") == 429


def test_a_file_has_few_people_at_once() -> None:
    dossier = a_draft()
    for number in range(people.MOST):
        colleague(dossier, f"p{number}@exemple.fr")
    author = by_link(dossier)

    assert invite(author, dossier) == 422
    assert "retirez-en une" in read(author, dossier, "dossier_people")


def test_a_colleague_asks_for_a_lost_link_again(client: Client) -> None:
    dossier = a_draft()
    colleague(dossier)
    visitor_posts(client, reverse("dossier_lost_link"), email="NORA@exemple.fr")

    [mail] = sent_mails()
    nora = Client()
    nora.get(link_in(mail))
    assert "Vous participez" in read(nora, dossier)


@pytest.mark.parametrize("who", ["carrier", "colleague"])
def test_closing_the_file_on_a_device_ends_the_secret_of_its_cookie(who: str) -> None:
    dossier = a_draft()
    subject = dossier if who == "carrier" else colleague(dossier)
    client, elsewhere = by_link(subject), by_link(subject)
    copied = Client()
    copied.cookies.load({"dossier": client.cookies["dossier"].value})
    assert copied.get(page(dossier)).status_code == 200

    client.post(page(dossier, "dossier_leave"))

    assert copied.get(page(dossier)).status_code == 403
    assert elsewhere.get(page(dossier)).status_code == 200


def test_the_mail_of_a_member_opens_no_other_file() -> None:
    dossier, other = a_draft(), a_draft()
    nora = by_link(colleague(dossier))
    cookie = nora.cookies["dossier"]
    cookie["path"] = "/"

    assert nora.get(page(other)).status_code == 403
