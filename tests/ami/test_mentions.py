"""Internal notes: whom they call, written once, and never lost while they are typed."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from ami.models import Dossier, InternalNote, Mention, NoteDraft
from ami.services.review import add_note, assign
from tests.ami.queue import LIST, shown_in
from tests.ami.reviewing import DURING, SECRET, STAFF, a_file, act, screen
from tests.ami.teams import browser_of, person
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.reading import parsed
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
HOME = reverse("wagtailadmin_home")
CALLING = "Notes qui me mentionnent"


def colleague(first: str, last: str, group: str = "instructeur", **fields: Any) -> Any:
    return person(group, first_name=first, last_name=last, **fields)


def note(client: Client, dossier: Dossier, text: str, **given: Any) -> str:
    """Send the form of a note, and return the page that answers."""
    address = reverse("wagtailsnippets_ami_dossier:note", args=(dossier.pk,))
    return client.post(address, {"text": text} | given, follow=True).content.decode()


def keep_typed(client: Client, dossier: Dossier, text: str, key: object) -> int:
    address = reverse("wagtailsnippets_ami_dossier:note_typed", args=(dossier.pk,))
    return client.post(address, {"text": text, "key": str(key)}).status_code


def shown_text(client: Client, dossier: Dossier) -> str:
    """Return what is in the box of a new note, on the screen of the file."""
    return parsed(screen(client, dossier)).select_one("#id_text").get_text().strip("\n")


@pytest.mark.parametrize("by_tick", [True, False])
def test_who_is_called_is_written_to_and_sees_it_until_they_open_the_file(by_tick: bool) -> None:
    nora = colleague("Nora", "Le Goff-Été", "lecteur")
    dossier, author = a_file(), signed_in("reviewer")
    text = f"{SECRET}, qu’en dis-tu{'' if by_tick else ' @nora.le-goff-ete'} ?"

    page = note(author, dossier, text, **({"told": [nora.pk]} if by_tick else {}))

    assert "Prévenu\u00a0: Nora Le Goff-Été." in page
    [mail] = [each for each in sent_mails() if each.to == [nora.email]]
    assert f"/inspect/{dossier.pk}/#notes" in mail.body
    assert SECRET not in mail.body + mail.subject + str(mail.alternatives)
    reader = browser_of(nora)
    home = parsed(reader.get(HOME))
    [link] = [a for a in home.select(".queue-waiting a") if CALLING in a.get_text()]
    assert shown_in(reader.get(link["href"])) == [dossier]
    assert CALLING not in author.get(HOME).content.decode()

    assert "Mentionne Nora Le Goff-Été" in screen(reader, dossier)

    assert CALLING not in reader.get(HOME).content.decode()


def test_only_who_may_read_files_is_called() -> None:
    outsider = UserFactory(first_name="Oscar", last_name="Dehors")
    gone = colleague("Gaël", "Parti", is_active=False)
    lost = colleague("Lou", "Ancienne")
    dossier, author = a_file(), signed_in("reviewer")
    assert f'value="{lost.pk}"' in screen(author, dossier)
    lost.groups.clear()

    page = note(author, dossier, "@oscar.dehors @gael.parti @lou.ancienne nora@exemple.fr")
    refused = note(author, dossier, "Autre", told=[lost.pk])
    add_note(dossier, "Encore", get_user_model().objects.last(), called=[lost, gone, outsider])

    for called in ("@oscar.dehors", "@gael.parti", "@lou.ancienne"):
        assert called in page
    assert "n’est pas prévenue" in page
    assert "@exemple" not in page.partition("n’est pas prévenue")[0].rpartition("ainsi")[2]
    assert "Sélectionnez un choix valide" in refused
    assert not Mention.objects.exists()
    assert not {mail.to[0] for mail in sent_mails()} & {outsider.email, gone.email, lost.email}


def test_a_double_click_writes_one_note_and_one_mail() -> None:
    nora = colleague("Nora", "Exemple")
    dossier, author = a_file(), signed_in("reviewer")
    key = parsed(screen(author, dossier)).select_one("#id_key")["value"]
    once = {"key": key, "told": [nora.pk]}

    for _ in range(2):
        note(author, dossier, "Appelé la mairie.", **once)
    assert InternalNote.objects.count() == 1
    assert [mail.to for mail in sent_mails()].count([nora.email]) == 1

    # The way back to the page, and something else typed in it: another note.
    note(author, dossier, "Elle rappellera.", **once)
    note(signed_in("reviewer"), dossier, "Appelé la mairie.", **once)
    assert InternalNote.objects.count() == 3

    # The same text, for somebody else to read too: they are told.
    lou = colleague("Lou", "Exemple")
    note(author, dossier, "Appelé la mairie.", key=key, told=[lou.pk])
    assert [mail.to for mail in sent_mails()].count([lou.email]) == 1


def test_a_note_that_is_typed_outlives_what_others_do_of_the_file() -> None:
    dossier, author = a_file(), signed_in("reviewer")
    key = uuid4()
    assert keep_typed(author, dossier, "Je commence", key) == 204
    assert keep_typed(author, dossier, "Je commence à lire", key) == 204

    act(signed_in("lead"), dossier, "prendre")
    dossier.refresh_from_db()

    assert dossier.state == "en_analyse"
    assert shown_text(author, dossier) == "Je commence à lire"
    assert "Je commence à lire" not in screen(signed_in("lead"), dossier)
    note(author, dossier, "Je commence à lire.", key=key)
    assert InternalNote.objects.get().text == "Je commence à lire."
    assert shown_text(author, dossier) == ""
    # What was on its way when the note was written brings nothing back.
    assert keep_typed(author, dossier, "Je commence à lire", key) == 409
    assert not NoteDraft.objects.exists()


def test_what_is_typed_goes_when_it_is_erased_and_is_refused_when_it_is_too_long() -> None:
    dossier, author = a_file(), signed_in("reviewer")

    assert keep_typed(author, dossier, "x" * 5001, uuid4()) == 422
    assert keep_typed(author, dossier, "Non", "pas une clé") == 422
    keep_typed(author, dossier, "Oui", uuid4())
    keep_typed(author, dossier, " ", uuid4())

    assert not NoteDraft.objects.exists()


def test_a_mention_never_reaches_the_carrier(carrier: Callable[[Dossier], Client]) -> None:
    nora = colleague("Nora", "Exemple")
    dossier = a_file()
    add_note(dossier, SECRET, UserFactory(), called=[nora])
    sent_mails()
    client = carrier(dossier)

    page = client.get(reverse("dossier", args=[dossier.key])).content.decode()
    archive = client.get(reverse("dossier_archive", args=[dossier.key]))

    assert nora.email not in page
    assert nora.email.encode() not in b"".join(archive.streaming_content)


def test_a_file_that_is_entrusted_waits_until_it_is_opened() -> None:
    nora = colleague("Nora", "Exemple")
    given, taken = a_file(), a_file(contact={"nom": "Léa", "courriel": "lea@exemple.fr"})
    agent = browser_of(nora)
    assign(given, nora, STAFF)
    act(agent, taken, "confier", reviewer=nora.pk)

    found = re.findall(r"m’être confiés&nbsp;: <strong>(\d+)", agent.get(HOME).content.decode())
    assert found == ["1"]
    address = {"attention": "entrusted", "follower": "moi"}
    assert shown_in(agent.get(LIST, address)) == [given]

    screen(signed_in("lead"), given)
    assert shown_in(agent.get(LIST, address)) == [given]
    screen(agent, given)
    assert shown_in(agent.get(LIST, address)) == []
