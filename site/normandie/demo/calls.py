"""An example call, open around today, and files in every state: all of it invented, and marked so.

Files go the way of true ones, through the services: their numbers, histories and digests are what
the site makes. Names are made up, addresses are at exemple.fr, phones among those that the ARCEP
keeps for fiction (02 61 91). No mail leaves about them.
"""

from datetime import datetime, time, timedelta
from itertools import chain, cycle, islice
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ami.kinds import CARRIER, DRAFT, LEAD, REVIEWER
from ami.kinds import ami as kind
from ami.models import CallFaq, CallPage, CallQuestion, CallsPage, Completion, Dossier, Meeting
from ami.services.deposit import deposit
from ami.services.drafts import begin_draft, save_step
from core.models import OutgoingMail
from core.text.words import slug_of
from core.workflow import Actor
from directory.models import Commune
from normandie.demo.call_texts import CALL, FAQ, PROJECTS, STRUCTURES

SEED = 2026
MARK = " (exemple)"
COMMUNES = 60  # the largest ones, among which files are spread
# How many files end in each state, and the actions that lead there from the deposit.
WAYS: dict[str, tuple[int, tuple[str, ...]]] = {
    DRAFT: (5, ()),
    kind.DEPOSITED: (6, ()),
    kind.ANALYSIS: (6, ("prendre",)),
    kind.TO_COMPLETE: (4, ("prendre", "demander-complement")),
    kind.MEETING_PROPOSED: (3, ("prendre", "proposer-rencontre")),
    kind.MEETING_HELD: (3, ("prendre", "proposer-rencontre", "noter-rencontre")),
    kind.ORIENTED: (4, ("prendre", "orienter")),
    kind.ANSWERED: (3, ("prendre", "orienter", "envoyer-reponse")),
    kind.OUT_OF_SCOPE: (2, ("prendre", "reorienter")),
    kind.WITHDRAWN: (2, ("retirer",)),
    kind.CLOSED: (2, ("prendre", "orienter", "envoyer-reponse", "clore")),
}
ROLES = (REVIEWER, LEAD, CARRIER)  # who acts: the first of them that may
REASON = "Exemple\u00a0: le projet relève d’un autre dispositif."


def create_example_call() -> int:
    """Create the call and its files, unless they are there; return how many files are new."""
    calls = CallsPage.objects.first()
    if calls is None or CallPage.objects.filter(is_example=True).exists():
        return 0
    chance = Random(SEED)  # noqa: S311  (examples, not secrets)
    call = _call(calls)
    communes = list(Commune.objects.order_by("-population", "pk")[:COMMUNES])
    states = chain.from_iterable([state] * number for state, (number, _) in WAYS.items())
    projects = cycle(PROJECTS)
    made = [
        _dossier(chance, call, state, rank, chance.choice(communes), list(islice(projects, 2)))
        for rank, state in enumerate(states)
    ]
    OutgoingMail.objects.filter(
        about_type=ContentType.objects.get_for_model(Dossier),
        about_id__in=[dossier.pk for dossier in made],
    ).delete()
    return len(made)


def _call(calls: CallsPage) -> CallPage:
    today = timezone.localdate()

    def at(days: int, hour: int) -> datetime:
        return timezone.make_aware(datetime.combine(today + timedelta(days=days), time(hour)))

    call = CallPage(
        **CALL, opens_at=at(-20, 9), closes_at=at(25, 12), results_at=at(60, 9), is_example=True
    )
    call.faq = [CallFaq(question=question, answer=answer) for question, answer in FAQ]
    call.questions = [
        CallQuestion(
            step="projets",
            key="animation",
            label="Qui anime ou animera le projet\u00a0?",
            help="Un métier ou une fonction, sans nom de personne.",
        )
    ]
    calls.add_child(instance=call)
    call.save_revision().publish()
    return call


def _dossier(
    chance: Random,
    call: CallPage,
    state: str,
    rank: int,
    commune: Commune,
    projects: list[dict[str, Any]],
) -> Dossier:
    """Return a file that has come to *state*; a draft stops halfway."""
    draft = begin_draft(call)
    Dossier.objects.filter(pk=draft.pk).update(is_example=True)
    answers = _answers(chance, rank, commune)
    _, actions = WAYS[state]
    if state == DRAFT:
        for key in ("structure", "contact")[: 1 + rank % 2]:
            _save(draft, key, answers[key])
        return draft
    for key, typed in answers.items():
        _save(draft, key, typed)
    first = draft.rows_of("projets")[0].item
    for number, project in enumerate(projects[: 1 + rank % 2]):
        other = str(UUID(int=chance.getrandbits(128), version=4))
        _save(draft, "projets", project, item=other if number else first)
    dossier = deposit(draft)
    for action in actions:
        _act(dossier, action)
    _add_what_the_state_holds(dossier)
    return dossier


def _answers(chance: Random, rank: int, commune: Commune) -> dict[str, dict[str, Any]]:
    """Return what a carrier answers, projects apart."""
    name, form = STRUCTURES[rank % len(STRUCTURES)]
    if rank >= len(STRUCTURES):
        name = f"{name}, {commune.name}"
    meeting = chance.choice(("oui", "non", "peut-etre"))
    return {
        "structure": {
            "forme": form,
            "nom": f"{name}{MARK}",
            "adresse": f"{rank + 1} rue de l’Exemple",
            "commune": commune.key,
        },
        "contact": {
            "nom": "Camille Exemple",
            "fonction": chance.choice(("Coordination", "Direction", "Médiation numérique")),
            "courriel": f"{slug_of(name)[:40]}-{rank + 1}@exemple.fr",
            "telephone": f"+3326191{rank:04}",
        },
        "territoire": {
            "communes": [commune.key],
            "partenaires": "Exemple\u00a0: la médiathèque et le centre social voisins.",
        },
        "rencontre": {
            "souhait": meeting,
            "disponibilites": "" if meeting == "non" else "Le mardi et le jeudi matin.",
            "valorisation": chance.choice(("oui", "non")),
        },
    }


def _save(draft: Dossier, key: str, typed: dict[str, Any], item: str = "") -> None:
    step = draft.form.step(key)
    if step is not None:
        save_step(draft, step, typed, item=item)


def _act(dossier: Dossier, action: str) -> None:
    table = dossier.call_kind.transitions
    (transition,) = (each for each in table.possible(dossier.state, ROLES) if each.action == action)
    role = next(role for role in ROLES if role in transition.roles)
    reason = REASON if transition.needs_reason else ""
    table.apply(dossier, action, Actor(role), reason=reason)


def _add_what_the_state_holds(dossier: Dossier) -> None:
    """Add the meeting, or the completion, that the state speaks of."""
    today = timezone.localdate()
    if dossier.state == kind.TO_COMPLETE:
        Completion.objects.create(
            dossier=dossier,
            text="Exemple\u00a0: pouvez-vous préciser le calendrier du projet\u00a0?",
            steps=["projets"],
            due_on=today + timedelta(days=15),
        )
    if dossier.state in (kind.MEETING_PROPOSED, kind.MEETING_HELD):
        held = dossier.state == kind.MEETING_HELD
        day = today + timedelta(days=-2 if held else 7)
        starts_at = timezone.make_aware(datetime.combine(day, time(10)))
        Meeting.objects.create(
            dossier=dossier,
            state=Meeting.State.HELD if held else Meeting.State.PROPOSED,
            slots=[starts_at.isoformat()],
            starts_at=starts_at if held else None,
            where="En visioconférence",
            report="Exemple\u00a0: le projet a été précisé." if held else "",
        )
