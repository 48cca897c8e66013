"""Example calls, one open around today, one answered, an old one, and files in every state.

All of it is invented, and marked so. Files go the way of true ones, through the services: their
numbers, histories and digests are what the site makes. Names are made up, addresses are at
exemple.fr, phones among those that the ARCEP keeps for fiction (02 61 91). No mail leaves about
them.
"""

from datetime import datetime, time, timedelta
from itertools import chain, cycle, islice
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ami.kinds import DRAFT
from ami.kinds import ami as kind
from ami.models import (
    CallFaq,
    CallPage,
    CallQuestion,
    CallsPage,
    Dossier,
    MessageTemplate,
    Opinion,
)
from ami.services.attachments import add_files
from ami.services.deposit import deposit
from ami.services.drafts import begin_draft, save_step
from ami.services.eliminations import propose
from ami.services.previews import draw_waiting_previews
from core.models import OutgoingMail
from core.text.words import slug_of
from directory.models import Commune
from normandie.demo.call_files import example_files
from normandie.demo.call_lives import LEADING, give_news, live
from normandie.demo.call_readings import grid
from normandie.demo.call_texts import ANSWERED_CALL, CALL, FAQ, PROJECTS, SERVED_CALL, STRUCTURES

SEED = 2026
MARK = " (exemple)"
COMMUNES = 60  # the largest ones, among which files are spread
# How many files of the open call end in each state; no answer is told before its date.
OPEN: dict[str, int] = {
    DRAFT: 5,
    kind.DEPOSITED: 4,
    kind.ANALYSIS: 6,
    kind.TO_COMPLETE: 4,
    kind.MEETING_PROPOSED: 3,
    kind.MEETING_AGREED: 2,
    kind.MEETING_HELD: 2,
    kind.ORIENTED: 2,
    kind.APPROVED: 1,
    kind.WITHDRAWN: 2,
}
# Those of the call whose results are out.
ANSWERED: dict[str, int] = {kind.ANSWERED: 4, kind.OUT_OF_SCOPE: 2, kind.CLOSED: 3}
# Those that have served their time: a bordereau proposes them to the archives.
SERVED: dict[str, int] = {kind.CLOSED: 3}
# How long ago their results were out: long enough for news at six months, and for an elimination.
ANSWERED_SINCE, SERVED_SINCE = timedelta(days=200), timedelta(days=6 * 365)
MESSAGES = (
    (
        f"Accusé de lecture{MARK}",
        "Bonjour {contact},\n\nNous lisons votre dossier {numero} ({projets}) et reviendrons vers "
        "vous s’il manque quelque chose.",
    ),
    (
        f"Proposer de se parler{MARK}",
        "Bonjour {contact},\n\nPouvons-nous vous appeler cette semaine à propos du dossier de "
        "{structure}\u00a0?",
    ),
)
JOINING = 9  # one file in so many joins something
STAGE = timedelta(days=9)  # between two steps of a file that is answered


def create_example_call() -> int:
    """Create the calls and their files, unless they are there; return how many files are new."""
    calls = CallsPage.objects.first()
    if calls is None or CallPage.objects.filter(is_example=True).exists():
        return 0
    chance = Random(SEED)  # noqa: S311  (examples, not secrets)
    communes = list(Commune.objects.order_by("-population", "pk")[:COMMUNES])
    projects = cycle(PROJECTS)
    for title, text in MESSAGES:
        MessageTemplate.objects.get_or_create(title=title, defaults={"text": text})
    opened, answered, served = (_call(calls, each) for each in (CALL, ANSWERED_CALL, SERVED_CALL))
    planned = chain(_each(opened, OPEN), _each(answered, ANSWERED), _each(served, SERVED))
    drafts = [
        (_draft(chance, call, rank, state, chance.choice(communes), list(islice(projects, 2))))
        for rank, (call, state) in enumerate(planned)
    ]
    _put_back(answered, ANSWERED_SINCE)
    _put_back(served, SERVED_SINCE)
    for rank, (draft, state) in enumerate(drafts):
        if state != DRAFT:
            _deposit(draft, state, rank)
    draw_waiting_previews()
    give_news(answered)
    propose(served, LEADING)
    files = [draft.pk for draft, _ in drafts]
    opinions = Opinion.objects.filter(dossier__in=files).values_list("pk", flat=True)
    for model, about in ((Dossier, files), (Opinion, list(opinions))):
        OutgoingMail.objects.filter(
            about_type=ContentType.objects.get_for_model(model), about_id__in=about
        ).delete()
    return len(drafts)


def _each(call: CallPage, numbers: dict[str, int]) -> list[tuple[CallPage, str]]:
    return [(call, state) for state, number in numbers.items() for _ in range(number)]


def _at(days: int, hour: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _call(calls: CallsPage, texts: dict[str, Any]) -> CallPage:
    call = CallPage(
        **texts, opens_at=_at(-20, 9), closes_at=_at(25, 12), results_at=_at(60, 9), is_example=True
    )
    call.criteria = grid()
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


def _put_back(call: CallPage, since: timedelta) -> None:
    """Have *call* lie in the past, its results out *since* so long."""
    days = since.days
    call.opens_at, call.closes_at = _at(-130 - days, 9), _at(-80 - days, 12)
    call.results_at = _at(-days, 9)
    call.save_revision().publish()


def _draft(
    chance: Random,
    call: CallPage,
    rank: int,
    state: str,
    commune: Commune,
    projects: list[dict[str, Any]],
) -> tuple[Dossier, str]:
    """Return a draft and the *state* that it will come to; one that stays a draft stops halfway."""
    answers = _answers(chance, rank, commune)
    draft = begin_draft(call, answers["contact"]["courriel"])
    Dossier.objects.filter(pk=draft.pk).update(is_example=True)
    if state == DRAFT:
        for key in ("structure", "contact")[: 1 + rank % 2]:
            _save(draft, key, answers[key])
        return draft, state
    for key, typed in answers.items():
        _save(draft, key, typed)
    first = draft.rows_of("projets")[0].item
    for number, project in enumerate(projects[: 1 + rank % 2]):
        other = str(UUID(int=chance.getrandbits(128), version=4))
        _save(draft, "projets", project, item=other if number else first)
    return draft, state


def _deposit(draft: Dossier, state: str, rank: int) -> None:
    """Deposit *draft* and lead it to *state*; in the past, where its call is."""
    call = draft.call
    is_past = state in ANSWERED
    moment = timezone.now()
    if is_past and call.closes_at:
        moment = call.closes_at - STAGE + timedelta(minutes=7 * rank)
        Dossier.objects.filter(pk=draft.pk).update(created_at=moment - STAGE)
    if rank % JOINING == 0:
        add_files(draft, example_files())
    dossier = deposit(draft, moment)
    live(dossier, state, rank)
    if is_past:
        for number, step in enumerate(dossier.history.order_by("pk")):
            step.at = moment + number * STAGE
            if dossier.call_kind.state(step.target).shows_result:
                step.at = max(step.at, call.results_at)
            step.save(update_fields=["at"])
        Dossier.objects.filter(pk=draft.pk).update(result_told_at=call.results_at)


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
