"""Two agents on one file at the same instant, each with a connection: the second is told.

They have both read the file before either writes; then one writes, and the other comes while the
first has not committed yet. In both orders: the second reads what the first did, and what they
typed themselves; the file, its history and its mails are those of the first alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from ami.admin.actions import DossierActionView
from ami.admin.notes import NoteView
from ami.admin.queue_bulk import TakeDossiers
from ami.models import Dossier
from ami.services.deposit import deposit
from core.models import HistoryEntry, OutgoingMail
from tests.ami.factories import OPENS, CallPageFactory, a_draft
from tests.ami.queue import LIST
from tests.ami.reviewing import STAFF, address_of
from tests.factories import UserFactory
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]
PATIENCE = 60  # seconds
LOCKED = 0.5  # seconds in which the second comes, while the first has not committed
NAMES = ("Nora Une", "Zoé Deux")
ORIENT = {"ingenierie-chosen": "on", "ingenierie-text": "Trois demi-journées"}
REORIENT = {"text": "À la Préfecture", "reason": "Hors sujet"}
MEET = {"slot_1": "2026-11-20 10:00", "where": "À Évreux", "minutes": "60"}
DECISIONS = {"orienter": ORIENT, "reorienter": REORIENT, "proposer-rencontre": MEET}


@dataclass
class Stage:
    """Two agents, and the files that both of them read."""

    files: list[Dossier]
    agents: list[Client]
    has_read: Event = field(default_factory=Event)
    has_written: Event = field(default_factory=Event)

    @property
    def dossier(self) -> Dossier:
        return self.files[0]


def make() -> Stage:
    call = CallPageFactory()
    files = [deposit(a_draft(call)) for _ in range(2)]
    agents = []
    for name in NAMES:
        first, last = name.split()
        client = Client()
        client.force_login(UserFactory(is_superuser=True, first_name=first, last_name=last))
        agents.append(client)
    OutgoingMail.objects.all().delete()
    return Stage(files, agents)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with time_machine.travel(OPENS + timedelta(days=7), tick=True):
        [made] = at_once(make, times=1)
        yield made


def in_analysis(stage: Stage) -> None:
    def take() -> None:
        for each in stage.files:
            each.call_kind.transitions.apply(each, "prendre", STAFF)

    at_once(take, times=1)


@pytest.fixture
def second_comes(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Hold the two where they overlap: ``second_comes(is_first, (view, method)…)``.

    The methods are called once a form is valid: their file has been read, nothing is written.
    """

    def hold(is_first: Callable[[Any], bool], *steps: tuple[type, str]) -> None:
        for view, name in steps:
            monkeypatch.setattr(view, name, held(getattr(view, name), is_first))
        monkeypatch.setattr(HistoryEntry.objects, "create", create)

    def held(step: Callable[..., Any], is_first: Callable[[Any], bool]) -> Callable[..., Any]:
        def wrapped(view: Any, *args: Any) -> Any:
            if is_first(view):
                assert stage.has_read.wait(PATIENCE)
            else:
                stage.has_read.set()
                assert stage.has_written.wait(PATIENCE)
            return step(view, *args)

        return wrapped

    # The line of the history is written after the new state, before the transaction ends.
    write = HistoryEntry.objects.create

    def create(**line: Any) -> HistoryEntry:
        entry = write(**line)
        if line["subject"].pk == stage.dossier.pk and not stage.has_written.is_set():
            stage.has_written.set()
            sleep(LOCKED)
        return entry

    return hold


def both(*deeds: Callable[[], HttpResponse]) -> list[str]:
    """Do them at once, and return the pages that follow, in this order."""
    waiting = list(deeds)

    def do() -> tuple[int, str]:
        deed = waiting.pop()
        return deeds.index(deed), deed().content.decode().replace("\u00a0", " ")

    return [text for _, text in sorted(at_once(do, len(deeds)))]


def kept(stage: Stage) -> Any:
    """Return the state of the file, its last steps, its answer and the mails about it."""

    def read() -> tuple[str, list[str], list[str], list[str]]:
        found = Dossier.objects.get(pk=stage.dossier.pk)
        return (
            found.state,
            [each.action for each in found.history.all()][1:],
            [each.text for each in found.orientations.all()],
            sorted(OutgoingMail.objects.values_list("kind", flat=True)),
        )

    return at_once(read, times=1)[0]


RESULTS = {
    "orienter": ("oriente", ["Trois demi-journées"], []),
    "reorienter": ("hors_perimetre", ["À la Préfecture"], []),
    "proposer-rencontre": ("rencontre_proposee", [], ["ami-meeting"]),
}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("orienter", "reorienter"),
        ("reorienter", "orienter"),
        ("orienter", "proposer-rencontre"),
        ("proposer-rencontre", "orienter"),
    ],
)
def test_of_two_decisions_at_once_the_second_is_told_and_nothing_is_lost(
    stage: Stage, second_comes: Callable[..., None], first: str, second: str
) -> None:
    in_analysis(stage)
    second_comes(lambda view: view.action == first, (DossierActionView, "form_valid"))
    address = {each: address_of(stage.dossier, each) for each in (first, second)}

    def act(agent: Client, action: str) -> HttpResponse:
        typed = DECISIONS[action] | {"version": str(stage.dossier.version)}
        return agent.post(address[action], typed, follow=True)

    one, other = stage.agents
    done, told = both(lambda: act(one, first), lambda: act(other, second))

    table = stage.dossier.call_kind.transitions
    assert f"« {table.label_of(first)} » : c’est fait" in done
    assert "Quelqu’un d’autre vient de changer l’état" in told
    assert f"Dernière étape : « {table.label_of(first)} », par {NAMES[0]}" in told
    assert [each for each in DECISIONS[second].values() if each != "on" and each not in told] == []
    state, texts, mails = RESULTS[first]
    found = kept(stage)
    assert found[:3] == (state, ["prendre", first], texts)
    assert len(found[3]) == len(mails)


@pytest.mark.parametrize("bulk_is_first", [True, False])
def test_several_files_at_once_against_one_of_them(
    stage: Stage, second_comes: Callable[..., None], bulk_is_first: bool
) -> None:
    second_comes(
        lambda view: isinstance(view, TakeDossiers) is bulk_is_first,
        (DossierActionView, "form_valid"),
        (TakeDossiers, "form_valid"),
    )
    chosen = "&".join(f"id={each.pk}" for each in stage.files)
    seen = " ".join(f"{each.pk}:{each.version}" for each in stage.files)
    bulk = reverse("wagtail_bulk_action", args=("ami", "dossier", "prendre"))
    single = address_of(stage.dossier, "reorienter")
    one, other = stage.agents

    many, alone = both(
        lambda: one.post(f"{bulk}?{chosen}&next={LIST}", {"seen": seen}, follow=True),
        lambda: other.post(single, REORIENT | {"version": str(stage.dossier.version)}, follow=True),
    )

    state, steps, texts, _ = kept(stage)
    if bulk_is_first:
        assert "2 dossiers en analyse" in many
        assert f"Dernière étape : « Commencer l’analyse », par {NAMES[0]}" in alone
        assert all(each in alone for each in REORIENT.values())
        assert (state, steps, texts) == ("en_analyse", ["prendre"], [])
    else:
        assert "1 dossier en analyse" in many
        assert f"1 refusé(s) : « {stage.dossier} » (" in many
        assert f"Dernière étape : « Déclarer hors périmètre », par {NAMES[1]}" in many
        assert (state, steps, texts) == ("hors_perimetre", ["reorienter"], ["À la Préfecture"])
    beside = stage.files[1]
    assert at_once(lambda: Dossier.objects.get(pk=beside.pk).state, times=1) == ["en_analyse"]


@pytest.mark.parametrize("decides_first", [True, False])
def test_a_note_and_a_decision_at_once_are_both_kept_and_told(
    stage: Stage, second_comes: Callable[..., None], decides_first: bool
) -> None:
    in_analysis(stage)
    second_comes(
        lambda view: isinstance(view, DossierActionView) is decides_first,
        (DossierActionView, "form_valid"),
        (NoteView, "form_valid"),
    )
    note = reverse("wagtailsnippets_ami_dossier:note", args=(stage.dossier.pk,))
    version = str(stage.dossier.version)
    one, other = stage.agents

    def write_note() -> HttpResponse:
        answer = other.post(note, {"text": "Ils renoncent", "version": version}, follow=True)
        stage.has_written.set()
        return answer

    def decide() -> HttpResponse:
        typed = ORIENT | {"version": version, "notes": "0"}
        return one.post(address_of(stage.dossier, "orienter"), typed, follow=True)

    decided, noted = both(decide, write_note)

    assert kept(stage)[:3] == ("oriente", ["prendre", "orienter"], ["Trois demi-journées"])
    assert "Ils renoncent" in noted
    if decides_first:
        assert "Votre note est gardée. Le dossier a changé" in noted
        assert f"Dernière étape : « Orienter », par {NAMES[0]}" in noted
    else:
        assert f"Note écrite pendant ce temps par {NAMES[1]}" in decided
        assert "Ils renoncent" in decided
        assert "Votre note est gardée" not in noted
