"""The directory of peers: who agreed to be shown, and messages that give no address."""

from typing import Any

import pytest
from django.core.mail import EmailMessage

from directory.models import Vocabulary
from normandie.espace.models import ManagerProfile
from normandie.espace.services.collective.writing import MESSAGES_A_DAY
from tests.espace.collective import COLLECTIVE, HOSTILE, a_manager, browser_of
from tests.factories import CommuneFactory, PlacePageFactory
from tests.mails import sent_mails
from tests.reading import links, main_text, texts

pytestmark = pytest.mark.django_db
PEERS = f"{COLLECTIVE}gerants/"
ME = f"{PEERS}moi/"


def shown(user: Any, asked: str = "") -> list[str]:
    """Return the names that *user* reads in the directory."""
    return texts(browser_of(user).get(f"{PEERS}{asked}"), ".peers h3")


def choose(user: Any, **fields: str) -> None:
    """Have *user* tick and type *fields*, and nothing else."""
    chosen = {"questions_by_mail": "jamais", **fields}
    assert browser_of(user).post(ME, chosen).status_code == 302


def message_path(peer: Any) -> str:
    return f"{PEERS}{peer.collective_profile.pk}/ecrire/"


def write(sender: Any, peer: Any, text: str = "Bonjour !", **fields: str) -> EmailMessage:
    """Send a message by the form, and return the mail."""
    done = browser_of(sender).post(message_path(peer), {"text": text, **fields}, follow=True)
    assert "Votre message part dans quelques minutes." in main_text(done)
    return sent_mails()[-1]


def test_who_agrees_is_shown_with_what_they_chose_and_no_address() -> None:
    one, other = a_manager("Gaëlle Martin"), a_manager("Malo Petit")
    assert shown(other) == []

    choose(one, is_listed="on", helps_with="Monter un repair café.")
    page = browser_of(other).get(PEERS)

    assert texts(page, ".peers h3") == ["Gaëlle Martin"]
    assert "Monter un repair café." in main_text(page)
    assert one.managed_places.get().title in main_text(page)
    assert one.email not in page.content.decode()
    choose(one, is_listed="on", shows_email="on", name="Gaëlle M.")
    page = browser_of(other).get(PEERS)
    assert texts(page, ".peers h3") == ["Gaëlle M."]
    assert f"mailto:{one.email}" in links(page).values()
    choose(one)
    assert shown(other) == []


@pytest.mark.parametrize("why", ["left", "closed account", "no published place", "no mailbox"])
def test_who_cannot_be_a_peer_any_more_is_shown_no_more(why: str) -> None:
    peer, user = a_manager(is_listed=True), a_manager()
    assert len(shown(user)) == 1
    match why:
        case "left":
            peer.managed_places.clear()
        case "closed account":
            type(peer).objects.filter(pk=peer.pk).update(is_active=False)
        case "no published place":
            peer.managed_places.update(live=False)
        case "no mailbox":
            type(peer).objects.filter(pk=peer.pk).update(email="")

    assert shown(user) == []
    assert browser_of(user).get(message_path(peer)).status_code == 404
    assert browser_of(user).post(message_path(peer), {"text": "Bonjour"}).status_code == 404


def test_peers_are_found_by_words_departement_and_what_their_places_have() -> None:
    printer = (Vocabulary.EQUIPMENT, "Imprimante 3D")
    rouen = PlacePageFactory(title="Le Robec", commune=CommuneFactory(rouen=True), terms=[printer])
    caen = PlacePageFactory(title="Le Dôme")
    gaelle = a_manager("Gaëlle Martin", [rouen], is_listed=True, helps_with="Des repair cafés.")
    a_manager("Malo Petit", [caen], is_listed=True)
    user, both = a_manager(), ["Gaëlle Martin", "Malo Petit"]
    term = rouen.terms.get()

    assert shown(user) == both
    assert shown(user, "?q=repair+CAFE") == ["Gaëlle Martin"]
    assert shown(user, "?q=gaelle") == ["Gaëlle Martin"]
    assert shown(user, "?q=dome+caen") == ["Malo Petit"]
    assert shown(user, "?q=imprimantes+3d") == ["Gaëlle Martin"]
    assert shown(user, "?departement=76") == ["Gaëlle Martin"]
    assert shown(user, f"?theme=equipement:{term.slug}") == ["Gaëlle Martin"]
    assert shown(user, f"?theme=equipement:{term.slug}&departement=14") == []
    # Her place in Calvados has no printer: it is not the place that is asked.
    gaelle.managed_places.add(caen)
    assert shown(user, f"?theme=equipement:{term.slug}&departement=14") == []
    assert shown(user, "?departement=14") == both
    empty = browser_of(user).get(f"{PEERS}?q=introuvable")
    assert "Personne ne correspond" in main_text(empty)


@pytest.mark.parametrize("asked", ["?departement=%00&theme=x", "?page=99&q=%00", "?q=" + "a" * 300])
def test_an_address_that_makes_no_sense_is_answered(asked: str) -> None:
    user = a_manager(is_listed=True)

    assert browser_of(user).get(f"{PEERS}{asked}").status_code == 200


def test_a_message_gives_the_address_of_the_sender_by_consent_alone() -> None:
    sender, peer = a_manager("Malo Petit"), a_manager("Gaëlle Martin", is_listed=True)

    kept = write(sender, peer, "Comment faites-vous ?")
    given = write(sender, peer, "Et le samedi ?", gives="on")

    assert kept.to == given.to == [peer.email]
    assert "Malo Petit" in kept.subject
    assert "Comment faites-vous ?" in kept.body
    assert sender.managed_places.get().title in kept.body
    assert "Reply-To" not in kept.extra_headers
    assert sender.email not in f"{kept.body} {kept.alternatives}"
    assert "vous ne pouvez pas lui répondre par ici" in kept.body
    assert given.extra_headers["Reply-To"] == sender.email
    assert sender.email in given.body


def test_a_peer_answers_by_the_directory_who_is_in_it() -> None:
    sender = a_manager("Malo Petit", is_listed=True)
    peer = a_manager("Gaëlle Martin", is_listed=True)

    assert message_path(sender) in write(sender, peer).body
    # Out of the directory with their place, whatever they chose: the link would lead nowhere.
    sender.managed_places.update(live=False)
    told = write(sender, peer, "Et le samedi ?").body
    assert message_path(sender) not in told
    assert "ne figure pas dans l’annuaire" in told


def test_a_message_is_text_and_leaves_once() -> None:
    sender, peer = a_manager(HOSTILE[:60]), a_manager(is_listed=True)

    write(sender, peer, HOSTILE)
    mail = write(sender, peer, HOSTILE)

    assert len(sent_mails()) == 1
    ((html, _),) = mail.alternatives
    assert "<script" not in html
    assert HOSTILE in mail.body
    assert "\n" not in mail.subject


def test_nobody_writes_to_themselves_nor_to_who_is_not_shown() -> None:
    user, hidden = a_manager(is_listed=True), a_manager(is_listed=False)
    client = browser_of(user)

    for path in (message_path(user), message_path(hidden), f"{PEERS}999/ecrire/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"text": "Bonjour"}).status_code == 404
    assert sent_mails() == []


def test_a_mailbox_and_a_sender_have_their_limits() -> None:
    sender, peer = a_manager(), a_manager(is_listed=True)
    for number in range(3):
        write(sender, peer, f"Message {number}")

    refused = browser_of(sender).post(message_path(peer), {"text": "Un de plus"})

    assert refused.status_code == 429
    assert "Un de plus" in refused.content.decode()
    for number in range(MESSAGES_A_DAY - 3):
        write(sender, a_manager(is_listed=True), f"Autre {number}")
    another = a_manager(is_listed=True)
    assert browser_of(sender).post(message_path(another), {"text": "Bonjour"}).status_code == 429


def test_the_directory_costs_the_same_for_many(django_assert_max_num_queries: Any) -> None:
    user = a_manager()
    for number in range(25):
        a_manager(f"Nom {number:02}", [PlacePageFactory(), PlacePageFactory()], is_listed=True)

    client = browser_of(user)
    client.get(COLLECTIVE)  # the frame of the site is kept
    with django_assert_max_num_queries(15):
        first = client.get(PEERS)

    assert len(texts(first, ".peers h3")) == 20
    assert len(shown(user, "?page=2")) == 5
    assert "25 personnes" in main_text(first)


def test_choices_go_with_the_account_and_looking_at_them_keeps_nothing() -> None:
    user = a_manager()
    browser_of(user).get(ME)
    browser_of(user).get(PEERS)
    assert not ManagerProfile.objects.exists()
    choose(user, is_listed="on")
    assert ManagerProfile.objects.get().is_listed

    user.delete()

    assert not ManagerProfile.objects.exists()
