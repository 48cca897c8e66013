"""What a carrier answers to a proposal of meeting."""

from datetime import datetime
from typing import Any

from django import forms

from core.forms.fields import MultilineField
from core.forms.visitor_form import ProblemsMixin
from core.text.formats import long_moment

MAX_NOTE = 1000  # characters


class SlotForm(ProblemsMixin, forms.Form):
    """One of the slots that are proposed."""

    slot = forms.TypedChoiceField(
        label="Créneau qui vous convient",
        coerce=datetime.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez un créneau.",
            "invalid_choice": "Ce créneau n’est plus proposé\u00a0: choisissez-en un autre.",
        },
    )

    def __init__(self, *args: Any, slots: list[datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [(each.isoformat(), long_moment(each)) for each in slots]


class OtherTimesForm(ProblemsMixin, forms.Form):
    """What would suit instead."""

    note = MultilineField(
        label="Vos disponibilités",
        help_text="Par exemple\u00a0: les mardis et jeudis matin, jusqu’au 15 janvier.",
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Dites quand vous seriez disponible."},
    )
