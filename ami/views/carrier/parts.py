"""The parts of a draft: their addresses, their order, where each stands."""

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest
from django.urls import reverse

from ami.checked_steps import PartState
from ami.definitions import FormDefinition, StepDefinition
from ami.models import Dossier
from ami.reading import read_draft


@dataclass
class Line:
    """A part of the form, or an item of one, in the list of what is to do."""

    step: StepDefinition
    item: str
    title: str
    url: str
    state: PartState
    items: list["Line"] = field(default_factory=list)


def lines_of(dossier: Dossier) -> list[Line]:
    """Return the parts of a draft in order; those that repeat hold their items."""
    parts = read_draft(dossier)
    lines = []
    for step in dossier.form.steps:
        mine = [part for part in parts if part.checked.step.key == step.key]
        if step.view:
            count = dossier.own_files().count()
            state = PartState.DONE if count else PartState.OPTIONAL
            lines.append(Line(step, "", step.title, page_of_step(dossier, step), state))
            continue
        items = [
            Line(step, item, part.title, page_of_step(dossier, step, item), part.checked.state)
            for part in mine
            if step.repeated and (item := part.checked.item)
        ]
        state = _worst([part.checked.state for part in mine])
        lines.append(Line(step, "", step.title, page_of_step(dossier, step), state, items))
    return lines


def _worst(states: list[PartState]) -> PartState:
    """Return the state of a part from those of its items."""
    for state in (PartState.TO_CORRECT, PartState.BEGUN):
        if state in states:
            return state
    if PartState.TO_DO in states:
        return PartState.TO_DO if len(set(states)) == 1 else PartState.BEGUN
    return PartState.DONE if PartState.DONE in states else PartState.OPTIONAL


def page_of_step(dossier: Dossier, step: StepDefinition, item: str = "") -> str:
    """Return the address of a part, or of one of its items."""
    if step.view:
        return reverse(f"dossier_{step.view}", args=[dossier.key])
    if item:
        return reverse("dossier_item", args=[dossier.key, step.key, item])
    return reverse("dossier_step", args=[dossier.key, step.key])


def step_or_404(form: FormDefinition, key: str) -> StepDefinition:
    step = form.step(key)
    if step is None or step.view:
        raise Http404
    return step


def sequence_of(request: HttpRequest) -> int | None:
    """Return which save of the answers the browser started from; None where it does not say."""
    sequence = request.POST.get("sequence", "")
    return int(sequence) if sequence.isdecimal() and len(sequence) < 10 else None


def page_after(dossier: Dossier, step: StepDefinition) -> str:
    keys = [each.key for each in dossier.form.steps]
    following = dossier.form.steps[keys.index(step.key) + 1 :]
    if not following:
        return reverse("dossier_summary", args=[dossier.key])
    first = following[0]
    if first.repeated:
        items = dossier.answers().items.get(first.key, [])
        if len(items) == 1:
            return page_of_step(dossier, first, items[0][0])
    return page_of_step(dossier, first)
