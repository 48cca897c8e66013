"""Somebody of another team tries the doors that opened last: keys swapped, numbers, words, copies.

``test_roles_by_call.py`` opens every address by its own key; here the key of a file that one reads
leads to what is of a file that one does not.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from ami.exports.paper import write_pdf
from ami.exports.table import Selection
from ami.models import (
    Attachment,
    Bordereau,
    CallRole,
    Dossier,
    Export,
    FollowUp,
    Mention,
    NoteDraft,
    Opinion,
    Preview,
)
from ami.services.correspondence import write_to_service
from ami.services.digest import send_digests
from ami.services.exports import ask_for_export, make_export
from ami.services.review import add_note, keep_typed
from ami.services.tags import tag
from ami.waiting import news_for, waiting_for
from tests.ami.factories import CallPageFactory
from tests.ami.opinions import an_opinion, ask_url
from tests.ami.papers import needs_pango, text_of_pdf
from tests.ami.queue import LIST, a_file, bulk, listed
from tests.ami.reviewing import DURING, screen
from tests.ami.teams import browser_of, name_in_team, person
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.reading import content_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
SCREENS = "wagtailsnippets_ami_dossier"
WORD = "Bravo Caché"
NO_ROW = "9" * 5000


@pytest.fixture
def mine() -> Dossier:
    return a_file(CallPageFactory(), "Alpha")


@pytest.fixture
def theirs() -> Dossier:
    """A file whose team holds nobody who tries."""
    dossier = a_file(CallPageFactory(title="Appel réservé"), WORD)
    name_in_team(dossier.call, person("responsable"), "responsable")
    return dossier


@pytest.fixture
def lead() -> Any:
    return person("responsable")


def address(name: str, dossier: Dossier, **more: Any) -> str:
    return reverse(f"{SCREENS}:{name}", kwargs={"pk": dossier.pk} | more)


def a_drawn_file(dossier: Dossier) -> Attachment:
    kept: Attachment = dossier.attachments.create(
        file=ContentFile(b"%PDF-", "a"), name="a.pdf", size=5, scan=Attachment.Scan.CLEAN
    )
    drawn = Preview.objects.create(attachment=kept, pages=1)
    drawn.pictures.create(file=ContentFile(b"RIFF", "page"), width=1, height=1)
    return kept


def test_the_key_of_ones_own_file_leads_to_nothing_of_another(
    mine: Dossier, theirs: Dossier, lead: Any, empty_store: Any
) -> None:
    client = browser_of(lead)
    file, opinion = a_drawn_file(theirs), an_opinion(theirs)
    own = a_drawn_file(mine)
    tag([theirs], ["À revoir"])
    put_off = {"due_on": "2026-12-20"}

    for name, more, sent in (
        ("attachment", {"file": file.key}, None),
        ("preview", {"file": file.key, "page": 1}, None),
        ("preview", {"file": own.key, "page": 10**30}, None),
        ("extend_opinion", {"opinion": opinion.pk}, put_off),
        ("revoke_opinion", {"opinion": opinion.pk}, {}),
        ("revoke_opinion", {"opinion": 10**30}, {}),
    ):
        path = address(name, mine, **more)
        answered = client.get(path) if sent is None else client.post(path, sent)
        assert answered.status_code == 404, path
    client.post(address("tags", mine), {"remove": theirs.tags.get().pk})
    client.post(address("note_typed", theirs), {"text": "Forgé", "key": uuid4()})

    opinion.refresh_from_db()
    assert (opinion.state, opinion.extended_at) == (Opinion.State.ASKED, None)
    assert theirs.tags.exists()
    assert not NoteDraft.objects.exists()
    assert content_of(client.get(address("preview", mine, file=own.key, page=1))) == b"RIFF"


def test_bordereaux_and_teams_of_another_call_are_not_found(theirs: Dossier, lead: Any) -> None:
    client = browser_of(lead)
    bordereau = Bordereau.objects.create(
        number="BE-2032-0001", call=theirs.call, call_title=theirs.call.title, retention_years=5
    )
    line = bordereau.lines.create(number=theirs.number, deposited_on=DURING.date(), attachments=0)
    paths = [reverse("ami_teams:team", args=(theirs.call.pk,))]
    for name in ("bordereau", "visa", "destroy", "abandon"):
        paths.append(reverse(f"ami_eliminations:{name}", args=(bordereau.pk,)))

    for path in paths:
        forged = {"ligne": line.pk, "raison": "x", "reason": "x", "version": 1, "seen": ""}
        assert [client.get(path).status_code, client.post(path, forged).status_code] == [404, 404]
    for form in ("csv", "pdf", "vise"):
        path = reverse("ami_eliminations:file", args=(bordereau.pk, form))
        assert client.get(path).status_code == 404
    client.post(reverse("ami_eliminations:index"), {"appel": theirs.call.pk})

    line.refresh_from_db()
    bordereau.refresh_from_db()
    assert (line.kept_reason, bordereau.state) == ("", Bordereau.State.PROPOSED)
    assert Bordereau.objects.count() == 1
    assert str(bordereau) not in client.get(reverse("ami_eliminations:index")).content.decode()


def test_tags_and_experts_of_another_team_are_not_told(
    mine: Dossier, theirs: Dossier, lead: Any
) -> None:
    client = browser_of(lead)
    tag([theirs], [WORD])
    tag([mine], ["Ruralité"])
    an_opinion(theirs, name=WORD, organisation=WORD, email="bravo@exemple.fr")
    hidden = theirs.tags.get().pk

    for path in (
        *(LIST, f"{LIST}?tag={hidden}", address("inspect", mine), address("tags", mine)),
        *(ask_url(mine), reverse("ami_export:queue") + f"?tag={hidden}"),
        reverse("wagtail_bulk_action", args=("ami", "dossier", "etiqueter")) + f"?id={mine.pk}",
    ):
        text = client.get(path).content.decode()
        assert WORD not in text, path
        assert "bravo@" not in text, path
    assert "Ruralité" in client.get(LIST).content.decode()
    assert listed(client, tag=hidden) == []
    assert (
        "bravo@" in browser_of(UserFactory(is_superuser=True)).get(ask_url(mine)).content.decode()
    )


def test_nothing_of_another_team_waits_for_anybody(theirs: Dossier, lead: Any) -> None:
    """Even a file that one followed, and a note that called, before the team was written."""
    note = add_note(theirs, "@elle", UserFactory(is_superuser=True))
    Mention.objects.create(note=note, user=lead)
    Dossier.objects.filter(pk=theirs.pk).update(reviewer=lead, entrusted_at=DURING)
    write_to_service(theirs, "Bonjour")

    assert (news_for(lead), waiting_for(lead)) == ([], [])
    send_digests()
    assert [mail for mail in sent_mails() if mail.to == [lead.email]] == []

    CallRole.objects.all().delete()
    assert {each.number for each in news_for(lead)} == {1}


def test_a_note_calls_only_who_reads_that_very_file(theirs: Dossier) -> None:
    within = name_in_team(theirs.call, person(first_name="Nora", last_name="Dedans"))
    beside = person(first_name="Oscar", last_name="Dehors")
    elsewhere = name_in_team(
        theirs.call, person(first_name="Paul", last_name="Orne"), "instructeur", "61"
    )
    client = browser_of(within)

    text = screen(client, theirs)
    assert "Oscar" not in text
    assert "Paul" not in text
    for given in ({"told": [beside.pk, elsewhere.pk]}, {}):
        client.post(address("note", theirs), {"text": "@oscar.dehors @paul.orne"} | given)
    add_note(theirs, "Forgé", within, called=[beside, elsewhere])

    assert not Mention.objects.exists()
    assert not {beside.email, elsewhere.email} & {mail.to[0] for mail in sent_mails()}


def test_what_one_types_of_a_note_is_shown_to_nobody_else(mine: Dossier, lead: Any) -> None:
    keep_typed(mine, "Rien que pour moi", lead, uuid4())

    assert "Rien que pour moi" in screen(browser_of(lead), mine)
    for other in (person(), UserFactory(is_superuser=True)):
        assert "Rien que pour moi" not in screen(browser_of(other), mine)


@pytest.fixture
def asked(mine: Dossier) -> Callable[[Any], Export]:
    """Ask an export of two files of a call, as *somebody*."""
    second = a_file(mine.call, "Second")

    def ask(somebody: Any) -> Export:
        chosen = Dossier.objects.filter(pk__in=[mine.pk, second.pk])
        return ask_for_export(somebody, Selection(None, somebody, chosen=chosen), "csv", "Choix")

    return ask


def download(user: Any, export: Export) -> Any:
    return browser_of(user).get(reverse("ami_export:download", args=(export.key,)))


def test_who_loses_a_file_before_an_export_is_made_downloads_the_others(
    mine: Dossier, asked: Callable, empty_store: Any
) -> None:
    agent = name_in_team(mine.call, person())
    export = asked(agent)
    moved = Dossier.objects.get(pk__in=export.dossiers.exclude(pk=mine.pk))
    other = CallPageFactory()
    name_in_team(other, person())
    Dossier.objects.filter(pk=moved.pk).update(call=other)

    make_export(export.pk, 1)

    export.refresh_from_db()
    assert (export.state, export.done, export.total) == (Export.State.MADE, 1, 1)
    said = content_of(download(agent, export)).decode()
    assert "Alpha" in said
    assert "Second" not in said


def test_who_loses_a_team_after_an_export_is_made_downloads_nothing(
    mine: Dossier, asked: Callable, empty_store: Any
) -> None:
    agent, thief = name_in_team(mine.call, person()), UserFactory(is_superuser=True)
    export = asked(agent)
    make_export(export.pk, 1)
    assert b"Alpha" in content_of(download(agent, export))
    assert download(thief, export).status_code == 404  # somebody else's, whoever they are

    CallRole.objects.update(user=person())

    assert download(agent, export).status_code == 404


def test_an_export_of_a_team_that_is_lost_holds_none_of_its_files(
    mine: Dossier, asked: Callable, empty_store: Any
) -> None:
    agent = name_in_team(mine.call, person())
    export = asked(agent)
    CallRole.objects.update(user=person())
    make_export(export.pk, 1)

    response = download(agent, export)

    assert response.status_code == 200
    assert b"Alpha" not in content_of(response)


def test_notes_are_in_a_pdf_for_the_files_that_one_studies_alone(mine: Dossier) -> None:
    needs_pango()
    read_only = a_file(CallPageFactory(), "Lu")
    agent = name_in_team(mine.call, person())
    name_in_team(read_only.call, agent, "lecteur")
    for dossier, text in ((mine, "Note de mes dossiers"), (read_only, WORD)):
        add_note(dossier, text, UserFactory(is_superuser=True))

    output, _ = write_pdf(Selection(None, agent, with_notes=True))

    text = text_of_pdf(output.read())
    assert "Note de mes dossiers" in text
    assert read_only.number in text
    assert WORD not in text
    assert browser_of(agent).get(address("paper", read_only), {"notes": "1"}).status_code in (
        302,
        403,
    )


def test_figures_of_news_count_the_files_that_one_reads(mine: Dossier) -> None:
    agent = name_in_team(mine.call, person("lecteur"), "lecteur", "61")
    everybodys = a_file(mine.call, commune=None)
    FollowUp.objects.create(dossier=mine, months=6, definition={}, asked_at=DURING)
    path = reverse("ami_figures:index")
    assert listed(browser_of(agent)) == [everybodys]

    assert "Nouvelles des projets" not in browser_of(agent).get(path).content.decode()
    CallRole.objects.get().departements.clear()
    assert "Nouvelles des projets" in browser_of(agent).get(path).content.decode()


def test_numbers_without_end_and_forms_out_of_turn_break_nothing(mine: Dossier, lead: Any) -> None:
    client = browser_of(lead)
    bordereau = Bordereau.objects.create(number="BE-1", call=mine.call, retention_years=5)
    line = bordereau.lines.create(number=mine.number, deposited_on=DURING.date(), attachments=0)
    one = reverse("ami_eliminations:bordereau", args=(bordereau.pk,))

    assert client.post(address("tags", mine), {"remove": NO_ROW}).status_code == 200
    assert client.get(address("write", mine), {"modele": NO_ROW}).status_code == 200
    assert client.post(reverse("ami_eliminations:index"), {"appel": NO_ROW}).status_code == 404
    client.post(one, {"ligne": [NO_ROW, line.pk], "raison": "=Échan\0tillon\n<b>"})
    line.refresh_from_db()
    assert line.kept_reason == "=Échantillon <b>"
    assert "&lt;b&gt;" in client.get(one).content.decode()
    table = reverse("ami_eliminations:file", args=(bordereau.pk, "csv"))
    assert "'=Échantillon" in content_of(client.get(table)).decode()

    early = reverse("ami_eliminations:destroy", args=(bordereau.pk,))
    assert "n’est pas enregistré" in client.get(early).content.decode()
    client.post(early, {"version": bordereau.version, "count": "1"})
    bordereau.refresh_from_db()
    assert bordereau.state == Bordereau.State.PROPOSED


@pytest.mark.parametrize("role", ["lecteur", "instructeur"])
def test_a_lead_approves_together_no_answer_of_a_call_that_they_do_not_lead(
    theirs: Dossier, lead: Any, role: str
) -> None:
    name_in_team(theirs.call, lead, role)
    Dossier.objects.filter(pk=theirs.pk).update(state="oriente")

    bulk(browser_of(lead), "approuver-reponse", theirs)

    theirs.refresh_from_db()
    assert theirs.state == "oriente"


@pytest.mark.parametrize("action", ["etiqueter", "prendre"])
def test_actions_on_several_files_name_none_of_another_team(
    theirs: Dossier, lead: Any, action: str
) -> None:
    asked = reverse("wagtail_bulk_action", args=("ami", "dossier", action))

    answer = browser_of(lead).get(f"{asked}?id={theirs.pk}&next={LIST}")

    assert answer.status_code == 404
