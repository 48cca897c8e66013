"""What an outside expert answers: their opinion, or why they give none."""

from django import forms

from ami.forms.people import CarrierForm
from ami.models import Opinion
from ami.models.opinion import TEXT_LENGTH
from core.forms.fields import MultilineField

MAX_REASON = 1000  # characters


class OpinionForm(CarrierForm):
    """The opinion in one choice, and why."""

    verdict = forms.ChoiceField(
        label="Votre avis",
        choices=Opinion.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez votre avis parmi les quatre.",
            "invalid_choice": "Choisissez votre avis parmi les quatre.",
        },
    )
    text = MultilineField(
        label="Ce que vous en pensez",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Vos raisons, vos réserves, vos conseils.",
        error_messages={"required": "Dites en quelques lignes ce que vous en pensez."},
    )


class DeclineForm(CarrierForm):
    """Why no opinion will come."""

    reason = MultilineField(
        label="Pourquoi",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Un mot suffit\u00a0: pas le temps, un lien avec la structure, hors de votre "
        "domaine…",
        error_messages={"required": "Dites en un mot pourquoi vous ne pouvez pas répondre."},
    )
