"""What staff ask a carrier to complete: questions that open again, pieces, a date.

A date that passes blocks nothing (CRPA, L. 114-5: the time that the law gives is suspended until
the pieces come). ``ami.services.completing`` is the carrier's side.
"""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

from django.utils import timezone

from ami.checked_steps import CheckedStep
from ami.definitions import AskedQuestion, Condition
from ami.forms.builder import build_form
from ami.mails import COMPLETION_ASKED
from ami.models import Completion, Dossier
from ami.reading import item_title
from ami.services.telling import tell_carrier
from core.workflow import Actor, Change, WorkflowError

ASK = "demander-complement"  # the transition
MAX_PIECES = 10
MAX_PIECE = 200  # characters


class NothingAsked(WorkflowError):
    message = "Dites ce qui est à compléter\u00a0: un mot, et au moins une question ou une pièce."


class NoSuchQuestion(WorkflowError):
    message = "Une des questions choisies n’existe pas dans ce dossier, ou n’y est pas posée."


class DateHasPassed(WorkflowError):
    message = "Choisissez une date à venir\u00a0: le porteur doit avoir le temps de répondre."


def ask_to_complete(
    dossier: Dossier,
    questions: Iterable[AskedQuestion],
    message: str,
    due_on: date,
    actor: Actor,
    *,
    pieces: Iterable[str] = (),
) -> Completion:
    """Open *questions* of *dossier* again and ask for *pieces*, for *due_on*; tell its carrier.

    Args:
        questions: a question, or a whole part; those that their answers ask come with them.
        message: what is missing, for the carrier.
        pieces: files that are asked, each in words.

    Raises:
        NothingAsked: no message, or neither a question nor a piece.
        NoSuchQuestion: a question is not in the file, or its answers do not ask it.
        DateHasPassed: *due_on* is not to come.
        WorkflowError: it is not possible now, or not for *actor*. Nothing is written.
    """
    dossier.call_kind.transitions.apply(
        dossier, ASK, actor, questions=list(questions), text=message, due_on=due_on, pieces=pieces
    )
    asked: Completion = dossier.open_completion()
    return asked


def open_completion(change: Change) -> None:
    """Keep what is asked, and write to the carrier: an effect of the request."""
    dossier: Dossier = change.subject
    asked = _expand(dossier, list(change.data.get("questions", ())))
    pieces = [each.strip()[:MAX_PIECE] for each in change.data.get("pieces", ()) if each.strip()]
    text = change.data.get("text", "").strip()
    if not text or not (asked or pieces):
        raise NothingAsked
    if change.data["due_on"] <= timezone.localdate():
        raise DateHasPassed
    completion = Completion.objects.create(
        dossier=dossier,
        rank=dossier.completions.count() + 1,
        asked_by=change.actor.user,
        text=text,
        questions=[asdict(each) for each in asked],
        pieces=pieces[:MAX_PIECES],
        due_on=change.data["due_on"],
    )
    context = {"completion": completion, "labels": labels_of(completion)}
    tell_carrier(dossier, COMPLETION_ASKED, context, occasion=completion.number)


def _expand(dossier: Dossier, wanted: list[AskedQuestion]) -> list[AskedQuestion]:
    """Return the questions *wanted* one by one, in order, with those that their answers ask.

    A question that the answers do not ask now is left out of its part.
    """
    answers = dossier.current_answers()
    found: list[AskedQuestion] = []
    for step in dossier.form.steps:
        for item, _ in answers.items.get(step.key, []):
            for field in step.fields:
                one = AskedQuestion(step.key, field.key, item)
                is_wanted = any(_covers(each, one) for each in wanted)
                fits = answers.fits(field.condition, step.key, item)
                if (is_wanted and fits) or _looks_at(field.condition, one, found):
                    found.append(one)
    if not all(any(_covers(each, one) for one in found) for each in wanted):
        raise NoSuchQuestion
    return found


def _covers(wanted: AskedQuestion, one: AskedQuestion) -> bool:
    return (
        wanted.step == one.step
        and wanted.field in ("", one.field)
        and wanted.item in ("", one.item)
    )


def _looks_at(condition: Condition | None, one: AskedQuestion, found: list[AskedQuestion]) -> bool:
    """Whether the *condition* of *one* looks at a question that was *found*: of its item first."""
    if condition is None:
        return False
    where, _, name = condition.field.rpartition(".")
    return any(
        each.field == name
        and each.step == (where or one.step)
        and (each.step != one.step or each.item == one.item)
        for each in found
    )


def open_parts(completion: Completion, *, check: bool = False) -> list[CheckedStep]:
    """Return what is open again: each part, or item of it, with the questions asked alone.

    Their forms hold what the file says so far, and what is typed over it; with their errors where
    *check* is asked. The names of their inputs begin with ``part_prefix``.
    """
    answers = completion.answers()
    parts = []
    for step in completion.dossier.form.steps:
        for item, _ in answers.items.get(step.key, []):
            keys = {e.field for e in completion.asked if (e.step, e.item) == (step.key, item)}
            fields = tuple(each for each in step.fields if each.key in keys)
            if fields:
                asked = replace(step, fields=fields)
                prefix = part_prefix(step.key, item)
                form = build_form(asked, answers, item=item, check=check, prefix=prefix)
                parts.append(CheckedStep(asked, item, form))
    return parts


def part_prefix(step: str, item: str) -> str:
    """Return what the names of the inputs of a part begin with."""
    return f"{step}-{item}" if item else step


def close_awaited(change: Change) -> None:
    """Stop waiting: an effect of what goes on without it."""
    change.subject.completions.awaited().update(closed_at=timezone.now())


def labels_of(completion: Completion) -> list[str]:
    """Name the questions asked: « Projet 1 : Un atelier – Calendrier envisagé »."""
    dossier = completion.dossier
    answers = dossier.deposited_answers()
    labels = []
    for each in completion.asked:
        step = dossier.form.step(each.step)
        field = step.field(each.field) if step else None
        if step is None or field is None:
            continue
        items = [item for item, _ in answers.items.get(step.key, [])]
        label = field.label.removesuffix("\u00a0?")
        if step.repeated:
            place = items.index(each.item) + 1
            title = item_title(step, place, answers.of(step.key, each.item))
            label = f"{title} – {label}"
        labels.append(label)
    return labels
