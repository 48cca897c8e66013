"""What each action on a file asks of who does it, and the service that it then calls.

An action that is not in ``FORMS`` asks for its reason, if it needs one, and for nothing else: a
kind of call may add such an action without a form.
"""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from ami.definitions import AskedQuestion
from ami.kinds.label import GRANT, RECORD_GRANT, REFUSE
from ami.kinds.people import ASSIGN
from ami.models import Dossier
from ami.permissions import reviewers
from ami.reading import item_title
from ami.services.completions import ASK, MAX_PIECES, ask_to_complete
from ami.services.meetings import (
    CANCEL,
    HELD,
    MISSED,
    MOVE,
    PROPOSE,
    cancel_meeting,
    move_meeting,
    note_meeting,
    propose_meeting,
)
from ami.services.results import ORIENT, REORIENT
from ami.services.review import assign
from core.workflow import Actor, Transition

from .base import ActionForm, area
from .label import AwardForm, RefusalForm
from .orientation import OrientForm, ReorientForm

WHO_READS_IT = "Le porteur le lira."
DAYS_TO_COMPLETE = 15
SLOTS = 5  # that one form proposes


class CompletionForm(ActionForm):
    """Questions that open again, pieces, what is missing, for when."""

    text = area("Ce qui manque", 3000, help_text=WHO_READS_IT)
    questions = forms.MultipleChoiceField(
        label="Questions à rouvrir",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Celles qui en dépendent s’ouvrent avec elles. Ce qui est déposé reste à côté.",
    )
    pieces = area(
        "Pièces demandées", 2000, required=False, help_text=f"Une par ligne, {MAX_PIECES} au plus."
    )
    due_on = forms.DateField(
        label="Pour le",
        widget=AdminDateInput,
        help_text="Une date qui passe ne bloque rien\u00a0: le dossier la signale.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = _questions_of(self.dossier)  # type: ignore[attr-defined]
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=DAYS_TO_COMPLETE)

    def clean_pieces(self) -> list[str]:
        pieces = [each.strip() for each in self.cleaned_data["pieces"].splitlines()]
        pieces = [each for each in pieces if each]
        if len(pieces) > MAX_PIECES:
            raise forms.ValidationError(f"Demandez {MAX_PIECES} pièces au plus.")
        return pieces

    def run(self, actor: Actor) -> None:
        given = self.cleaned_data
        asked = [_question(each) for each in given["questions"]]
        ask_to_complete(
            self.dossier, asked, given["text"], given["due_on"], actor, pieces=given["pieces"]
        )


def _questions_of(dossier: Dossier) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the questions that the answers ask, part by part, each after its whole part."""
    answers = dossier.current_answers()
    groups = []
    for step in dossier.form.steps:
        for place, (item, data) in enumerate(answers.items.get(step.key, []), start=1):
            title = item_title(step, place, data) if step.repeated else step.title
            asked = [
                (f"{step.key}:{item}:{each.key}", each.label) for each in answers.asked(step, item)
            ]
            if asked:
                groups.append((title, [(f"{step.key}:{item}:", "Toute la partie"), *asked]))
    return groups


def _question(value: str) -> AskedQuestion:
    step, item, field = value.split(":")
    return AskedQuestion(step, field, item)


class SlotsForm(ActionForm):
    """From one to five slots, and a word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots = {
            f"slot_{rank}": forms.DateTimeField(
                label=f"Créneau {rank}", required=rank == 1, widget=AdminDateTimeInput
            )
            for rank in range(1, SLOTS + 1)
        }
        slots["slot_1"].help_text = _availability_of(self.dossier)
        self.fields = slots | self.fields

    @property
    def slots(self) -> list[Any]:
        given = (self.cleaned_data[f"slot_{rank}"] for rank in range(1, SLOTS + 1))
        return [each for each in given if each]


def _availability_of(dossier: Dossier) -> str:
    """Say when the carrier may be met: in its answers, then to an earlier proposal."""
    step, field = dossier.call_kind.availability
    said = [dossier.current_answers().of(step).get(field, "")]
    said += [each.carrier_note for each in dossier.meetings.all()]
    return " ".join(f"Le porteur dit : « {each} »." for each in said if each)


class ProposalForm(SlotsForm):
    where = forms.CharField(
        label="Où", max_length=300, help_text="Une adresse, une salle, ou comment l’on s’appelle."
    )
    minutes = forms.IntegerField(label="Durée (minutes)", min_value=10, max_value=480, initial=60)
    text = area("Un mot pour le porteur", 1000, required=False)

    def run(self, actor: Actor) -> None:
        given = self.cleaned_data
        propose_meeting(
            self.dossier,
            self.slots,
            actor,
            where=given["where"],
            minutes=given["minutes"],
            text=given["text"],
        )


class MoveForm(SlotsForm):
    text = area("Un mot pour le porteur", 1000, required=False)

    def run(self, actor: Actor) -> None:
        move_meeting(self.dossier, self.slots, actor, text=self.cleaned_data["text"])


class CancelForm(ActionForm):
    text = area("Pourquoi", 1000, required=False, help_text=WHO_READS_IT)

    def run(self, actor: Actor) -> None:
        cancel_meeting(self.dossier, actor, text=self.cleaned_data["text"])


class ReportForm(ActionForm):
    report = area(
        "Compte rendu", 10_000, required=False, help_text="Pour le service seul, avec le dossier."
    )

    def run(self, actor: Actor) -> None:
        held = self.transition.action == HELD
        note_meeting(self.dossier, actor, held=held, report=self.cleaned_data["report"])


class AssignForm(ActionForm):
    reviewer: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label="Suivi par", required=False, empty_label="Personne"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.queryset = reviewers(self.dossier)
        field.label_from_instance = get_user_display_name
        field.initial = self.dossier.reviewer_id

    def run(self, actor: Actor) -> None:
        assign(self.dossier, self.cleaned_data["reviewer"], actor)


FORMS: dict[str, type[ActionForm]] = {
    ASK: CompletionForm,
    PROPOSE: ProposalForm,
    MOVE: MoveForm,
    CANCEL: CancelForm,
    HELD: ReportForm,
    MISSED: ReportForm,
    ASSIGN: AssignForm,
    ORIENT: OrientForm,
    REORIENT: ReorientForm,
    GRANT: AwardForm,
    RECORD_GRANT: AwardForm,
    REFUSE: RefusalForm,
}


def form_of(transition: Transition) -> type[ActionForm]:
    """Return the form of an action."""
    return FORMS.get(transition.action, ActionForm)
