"""Taking over the file of somebody who has left: asked, confirmed, decided, and nothing learnt."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ami.kinds import LEAD, REVIEWER
from ami.models import Dossier, Member, Takeover
from ami.services.deposit import deposit
from ami.services.takeovers import confirm_takeover
from ami.takeovers import TAKEOVERS
from tests.ami.factories import COMPLETE, OPENS, a_draft
from tests.ami.people import by_link, link_in, mails_to, page, read, visitor_posts
from tests.factories import UserFactory
from tests.mails import recipients, sent_mails
from tests.roles import signed_in
from tests.workflows import check_case, every_case

DURING = OPENS + timedelta(days=7)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(DURING, tick=False),
    pytest.mark.usefixtures("quick_hands"),
]
FORM = "/dossier/reprendre/"
ALIX = {
    "reference": "ami-2026-0001",
    "name": "Alix Exemple",
    "email": "alix@bocage.fr",
    "message": "Camille est partie en octobre, je la remplace.",
}


def of_bocage(email: str = "camille@bocage.fr") -> Dossier:
    """Return a draft that somebody of « bocage.fr » began."""
    draft = a_draft(contact=COMPLETE["contact"] | {"courriel": email})
    Dossier.objects.filter(pk=draft.pk).update(access_email=email, contact_email=email)
    draft.refresh_from_db()
    return draft


def ask(**changes: str) -> list[str]:
    """Ask and confirm as a stranger; return what every page said."""
    client, typed = Client(), ALIX | changes
    before = Takeover.objects.waiting().count()
    said = [visitor_posts(client, FORM, **typed).content.decode()]
    link = link_in(mails_to(typed["email"])[-1])
    client.get(link)  # a program that reads mails
    assert Takeover.objects.waiting().count() == before
    said.append(client.post(link).content.decode())
    assert client.get(link).status_code == 404
    return [each.partition("<main")[2] for each in said]


def action(takeover: Takeover, name: str) -> str:
    return reverse("wagtailsnippets_ami_takeover:action", args=(takeover.pk, name))


def decide(name: str, who: str = "team", **typed: str) -> None:
    takeover = Takeover.objects.get()
    typed = {"version": str(takeover.version)} | typed
    signed_in(who).post(action(takeover, name), typed)


def test_staff_hand_the_file_over_and_every_former_link_is_shut() -> None:
    dossier = deposit(of_bocage())
    former = by_link(dossier)
    guest = by_link(Member.objects.create(dossier=dossier, email="x@exemple.fr", role="collegue"))
    sent_mails().clear()
    ask(email="Alix@Bocage.fr")
    assert recipients() == ["Alix@Bocage.fr", "service@exemple.fr"]
    assert not any("Camille" in mail.body for mail in mails_to("service@exemple.fr"))

    decide("accepter", reason="Attestation du président reçue.")

    alix = Client()
    alix.get(link_in(mails_to("alix@bocage.fr")[-1]))
    assert dossier.number in read(alix, dossier)
    for client in (former, guest):
        assert client.get(page(dossier)).status_code == 403
    told = mails_to("camille@bocage.fr")[-1].body
    assert "remis à une autre personne" in told
    assert "alix" not in told.lower()
    dossier.refresh_from_db()
    assert (dossier.access_email, dossier.contact_email) == ("alix@bocage.fr", "alix@bocage.fr")
    assert dossier.contact_name == "Alix Exemple"
    entry = dossier.history.get(action="remettre")
    assert (entry.reason, entry.user is None) == ("Attestation du président reçue.", False)
    assert "Ce qui s’est passé" in read(alix, dossier)
    inspect = reverse("wagtailsnippets_ami_dossier:inspect", args=(dossier.pk,))
    assert "Remettre à une autre personne" in signed_in("team").get(inspect).content.decode()


@pytest.mark.parametrize(("who", "role"), [("reviewer", REVIEWER), ("lead", LEAD)])
def test_the_history_of_the_file_says_as_what_staff_handed_it_over(who: str, role: str) -> None:
    dossier = deposit(of_bocage())
    ask()
    decide("accepter", who, reason="Attestation reçue.")

    assert dossier.history.get(action="remettre").role == role


def test_staff_refuse_with_a_reason_and_an_answer() -> None:
    dossier = deposit(of_bocage())
    former = by_link(dossier)
    ask()
    sent_mails().clear()

    decide("refuser", reason="Le président dit l’inverse.", answer="Écrivez à votre président.")

    [mail] = sent_mails()
    assert (mail.to, "Écrivez à votre président." in mail.body) == (["alix@bocage.fr"], True)
    assert "inverse" not in mail.body
    assert former.get(page(dossier)).status_code == 200
    takeover = Takeover.objects.get()
    assert takeover.answered_at == DURING
    assert takeover.history.get(action="refuser").reason == "Le président dit l’inverse."
    assert not dossier.history.filter(action="remettre").exists()


@pytest.mark.parametrize("name", ["accepter", "refuser"])
def test_nothing_is_decided_without_a_reason(name: str) -> None:
    deposit(of_bocage())
    ask()
    decide(name, reason=" ", answer="Non.")

    assert Takeover.objects.get().state == Takeover.State.WAITING


def test_a_stranger_learns_nothing() -> None:
    deposit(of_bocage())
    known = ask()
    strangers = [
        ask(reference="AMI-2026-0999", email="p1@bocage.fr"),
        ask(email="p2@ailleurs.fr"),
        ask(reference="camille@bocage.fr", email="p3@ailleurs.fr"),
        ask(reference="personne@bocage.fr", email="p4@bocage.fr"),
    ]

    assert strangers == [known] * 4
    assert all(known)
    mailed = [mails_to(each)[0].body for each in ("alix@bocage.fr", "p1@bocage.fr")]
    assert len({re.sub(r"reprendre/\S+", "", body) for body in mailed}) == 1
    assert Takeover.objects.count() == 1


@pytest.mark.parametrize(
    ("began", "asks", "is_theirs"),
    [
        ("camille@bocage.fr", "alix@BOCAGE.fr", True),
        ("camille@bocage.fr", "alix@faux-bocage.fr", False),
        ("camille@bocage.fr", "alix@x.bocage.fr", False),
        ("camille@gmail.com", "alix@gmail.com", False),
        ("camille@orange.fr", "alix@orange.fr", False),
        ("camille@bocage.fr", "camille@bocage.fr", False),  # who has the link already
    ],
)
def test_the_address_is_that_of_the_structure(began: str, asks: str, is_theirs: bool) -> None:
    deposit(of_bocage(began))
    ask(email=asks)

    assert Takeover.objects.exists() is is_theirs


def test_an_address_of_the_answers_may_ask_even_on_a_shared_domain() -> None:
    dossier = of_bocage("camille@gmail.com")
    dossier.step_answers.filter(step="contact").update(
        data=COMPLETE["contact"] | {"courriel": "president@gmail.com"}
    )
    deposit(dossier)
    ask(email="president@gmail.com")

    assert Takeover.objects.get().dossier == dossier


def test_a_draft_is_asked_for_by_the_address_that_began_it() -> None:
    draft, other = of_bocage(), of_bocage()
    ask(reference="CAMILLE@bocage.fr")

    assert {each.dossier for each in Takeover.objects.all()} == {draft, other}
    ask(reference="camille@bocage.fr")  # waits already: not twice
    assert Takeover.objects.count() == 2


def test_an_address_that_nobody_confirms_is_shown_to_nobody() -> None:
    deposit(of_bocage())
    visitor_posts(Client(), FORM, **ALIX)
    takeover = Takeover.objects.get()
    team = signed_in("team")

    listing = team.get(reverse("wagtailsnippets_ami_takeover:list")).content.decode()
    assert f"Reprise {takeover.pk}" not in listing
    assert "0 en attente" not in team.get(reverse("wagtailadmin_home")).content.decode()
    team.post(action(takeover, "accepter"), {"version": takeover.version, "reason": "Oui."})
    takeover.refresh_from_db()
    assert takeover.state == Takeover.State.WAITING


def test_a_mailbox_is_not_flooded_and_a_double_click_is_one_request() -> None:
    answers = [visitor_posts(Client(), FORM, **ALIX).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]
    assert len(sent_mails()) == 3


def test_two_of_the_team_do_not_decide_twice() -> None:
    deposit(of_bocage())
    ask()
    takeover = Takeover.objects.get()
    decide("refuser", reason="Non.", answer="Non.")

    response = signed_in("team").post(
        action(takeover, "accepter"), {"version": takeover.version, "reason": "Oui."}, follow=True
    )

    assert "Dernière étape" in response.content.decode()
    takeover.refresh_from_db()
    assert takeover.state == Takeover.State.REFUSED


def made(state: str) -> Takeover:
    return Takeover.objects.create(
        reference="x", email="a@exemple.fr", state=state, dossier=of_bocage(), confirmed_at=DURING
    )


@pytest.mark.parametrize(("state", "action", "role"), every_case(TAKEOVERS))
def test_every_action_from_every_state_by_every_role(state: str, action: str, role: str) -> None:
    reviewer = UserFactory(is_superuser=True)
    check_case(TAKEOVERS, made, (state, action, role), reviewer, answer="Non.", at=DURING)


def test_a_request_confirmed_twice_at_once_still_waits_for_staff() -> None:
    dossier = deposit(of_bocage())
    visitor_posts(Client(), FORM, **ALIX)
    clicks = [Takeover.objects.get(), Takeover.objects.get()]
    sent_mails().clear()

    for takeover in clicks:
        confirm_takeover(takeover)

    assert Takeover.objects.waiting().get().dossier == dossier
    assert len(mails_to("service@exemple.fr")) == 1
