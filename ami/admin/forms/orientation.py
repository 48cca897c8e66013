"""Forms that prepare the answer to a file: what is proposed, or who to turn to instead."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from ami.kinds import ELSEWHERE, Outcome
from ami.models import CallPage
from ami.services.results import Proposal, orient, reorient
from core.text.formats import phone
from core.workflow import Actor

from .base import ActionForm, area

WORDS = ("text", "reason", "next_step")  # what is typed of an outcome; its contact is given


class OrientForm(ActionForm):
    """Several outcomes at once, each with its text, its reason, its contact and its next step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {each.outcome: each for each in self.dossier.orientations.all()}
        contact = contact_of(self.dossier.call)
        for outcome in self.dossier.call_kind.outcomes:
            self.fields |= _fields_of(outcome, known.get(outcome.key), contact)

    def outcomes(self) -> Iterator[dict[str, Any]]:
        """Yield, for the page, each outcome with its box to tick and its other fields."""
        for outcome in self.dossier.call_kind.outcomes:
            fields: list[BoundField] = [self[_name(outcome.key, each)] for each in _PARTS]
            yield {"label": outcome.label, "chosen": fields[0], "fields": fields[1:]}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for outcome in self.dossier.call_kind.outcomes:
            typed = [name for name in WORDS if given.get(_name(outcome.key, name))]
            if typed and not given.get(_name(outcome.key, "chosen")):
                self.add_error(
                    _name(outcome.key, "chosen"),
                    "Vous avez écrit pour cette suite\u00a0: cochez-la, ou effacez ce texte.",
                )
        return given

    def run(self, actor: Actor) -> None:
        given = self.cleaned_data
        proposals = [
            Proposal(each.key, **{name: given[_name(each.key, name)] for name in _PARTS[1:]})
            for each in self.dossier.call_kind.outcomes
            if given[_name(each.key, "chosen")]
        ]
        orient(self.dossier, proposals, actor)


_PARTS = ("chosen", "text", "reason", "next_step", "contact")


def _name(outcome: str, part: str) -> str:
    return f"{outcome}-{part}"


def _fields_of(outcome: Outcome, known: Any, contact: str) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "chosen": forms.BooleanField(
            label=outcome.label, required=False, initial=known is not None
        ),
        "text": area("Ce qui est proposé", 3000, rows=3, required=False),
        "reason": area("Pourquoi", 1000, rows=2, required=False),
        "next_step": forms.CharField(label="Prochaine étape", max_length=300, required=False),
        "contact": forms.CharField(label="À qui s’adresser", max_length=300, required=False),
    }
    fields["contact"].initial = contact
    fields["text"].initial = outcome.text
    for name in _PARTS[1:]:
        if known is not None:
            fields[name].initial = getattr(known, name)
    return {_name(outcome.key, name): field for name, field in fields.items()}


def contact_of(call: CallPage) -> str:
    """Write the service of *call* as somebody to talk to."""
    known = (call.service_name, phone(call.service_phone), call.service_email)
    return ", ".join(filter(None, known))[:300]


class ReorientForm(ActionForm):
    """Who the carrier should turn to; the reason is for the service."""

    text = area("Vers qui, et pourquoi", 3000, help_text="Le porteur le lira avec les réponses.")
    next_step = forms.CharField(label="Prochaine étape", max_length=300, required=False)
    contact = forms.CharField(label="À qui s’adresser", max_length=300, required=False)

    def run(self, actor: Actor) -> None:
        given = self.cleaned_data
        proposal = Proposal(
            ELSEWHERE, given["text"], given["contact"], next_step=given["next_step"]
        )
        reorient(self.dossier, proposal, actor, reason=given["reason"])
