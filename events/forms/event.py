"""What is typed of an event, in the admin as in the space of managers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.choices import ModelMultipleChoiceField
from directory.forms.terms import terms_form
from directory.models.vocabulary import Vocabulary
from events.forms.dates import DatesForm
from events.models.theme import Theme
from events.recurrence.choices import with_whole_last_day

TERMS = (Vocabulary.AUDIENCE, Vocabulary.CARE)
TermsForm: Any = terms_form(TERMS)


class EventForm(TermsForm, DatesForm):
    """An event: its terms are cut into one field per closed list, its rule is said in words.

    Goes before the form that writes the page.
    """

    themes = ModelMultipleChoiceField(
        label="Thèmes",
        queryset=Theme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="L’équipe de la Région tient cette liste.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.instance
        if event.rule:  # said in words wherever words say the same dates
            self.initial["rule"] = with_whole_last_day(event.rule, event.start_time)

    def clean_capacity(self) -> Any:
        capacity = self.cleaned_data["capacity"]
        if capacity == 0:
            raise ValidationError("Laissez vide si le nombre de places n’est pas limité.")
        return capacity
