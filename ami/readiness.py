"""What a call lacks before it may open, and what would be better filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from ami.definitions import Condition, FieldDefinition, FieldType, FormDefinition, StepDefinition
from ami.questions import find_field, hangs_on_items

if TYPE_CHECKING:
    from ami.models import CallPage, CallQuestion

COORDINATES = {
    "service_name": "le nom du service",
    "service_address": "l’adresse postale du service",
    "service_email": "le courriel du service",
    "service_phone": "le téléphone du service",
}


@dataclass(frozen=True)
class Gap:
    """What is missing or wrong in *field*, in French."""

    field: str
    text: str


def opening_gaps(call: CallPage) -> list[Gap]:
    """Return what forbids *call* to be online with an opening; nothing for one that is over.

    The receipt of a file names the service, its address and its phone (CRPA, R. 112-11-1).
    """
    if call.opens_at is None or not call.may_be_answered():
        return []
    gaps = [
        Gap(field, f"Donnez {words}\u00a0: l’accusé de réception doit le dire.")
        for field, words in COORDINATES.items()
        if not getattr(call, field).strip()
    ]
    needs = call.call_kind.opening_needs
    gaps += [Gap(field, text) for field, text in needs.items() if not getattr(call, field)]
    if call.closes_at is None and not call.call_kind.is_request:
        gaps.append(Gap("closes_at", "Donnez la date de clôture."))
    return gaps


def advice(call: CallPage) -> Iterator[str]:
    """Yield what is not required and that carriers will look for."""
    if call.opens_at is None:
        yield "Sans date d’ouverture, l’appel paraît «\u00a0à venir\u00a0» et ne prend rien."
    if not call.eligibility:
        yield "Dire qui peut répondre."
    if call.closes_at and call.results_at is None:
        yield "Annoncer la date des réponses\u00a0: la page et les courriels la diront."
    if not call.call_kind.is_request and not call.faq.exists():
        yield "Répondre d’avance aux questions fréquentes."
    if call.results_at and timezone.now() >= call.results_at and not call.results:
        yield "Publier le bilan de l’appel\u00a0: projets, structures, suites données."


def question_faults(
    form: FormDefinition, questions: Iterable[CallQuestion]
) -> Iterator[tuple[CallQuestion, Gap]]:
    """Yield what is wrong with the *questions* that a call adds to the *form* of its kind."""
    questions = list(questions)
    added = {
        step.key: tuple(each.as_field() for each in questions if each.step == step.key)
        for step in form.steps
    }
    whole = form.with_questions(added)
    for question in questions:
        for gap in _faults(form, whole, question):
            yield question, gap


def _faults(form: FormDefinition, whole: FormDefinition, question: CallQuestion) -> Iterator[Gap]:
    step = form.step(question.step)
    field = question.as_field()
    if step is None or step.view:
        yield Gap("step", "Cette partie n’existe pas, ou ne prend pas de question.")
        return
    if step.field(question.key):
        yield Gap("key", "Ce nom est déjà celui d’une question de cette sorte d’appel.")
    if field.type in (FieldType.CHOICE, FieldType.CHOICES) and len(field.choices) < 2:
        yield Gap("choices", "Écrivez au moins deux choix, un par ligne.")
    if field.condition is not None:
        yield from _faults_of_condition(whole, step, field, field.condition)
    elif question.only_if_values:
        yield Gap("only_if_field", "Dites de quelle question c’est la réponse.")


def _faults_of_condition(
    whole: FormDefinition, step: StepDefinition, field: FieldDefinition, condition: Condition
) -> Iterator[Gap]:
    asked = find_field(whole, step, condition)
    if asked is None or asked.key == field.key:
        yield Gap(
            "only_if_field",
            "Aucune question ne porte ce nom\u00a0: écrivez «\u00a0partie.nom\u00a0», par exemple "
            "structure.forme.",
        )
    elif hangs_on_items(whole, step, condition):
        yield Gap(
            "only_if_field",
            "Cette question a une réponse par élément (par projet)\u00a0: choisissez-en une "
            "d’une autre partie.",
        )
    elif not condition.values:
        yield Gap("only_if_values", "Dites pour quelles réponses la question est posée.")
    elif asked.options and (unknown := set(condition.values) - {v for v, _ in asked.options}):
        yield Gap("only_if_values", f"Réponses inconnues\u00a0: {', '.join(sorted(unknown))}.")
