"""The form by which staff edit an event."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.permissions import policy_registry

from core.forms.choices import ModelMultipleChoiceField
from directory.forms.terms import terms_form
from directory.models.vocabulary import Vocabulary
from events.forms.dates import DatesForm
from events.models.theme import Theme
from events.recurrence.choices import with_whole_last_day

TERMS = (Vocabulary.AUDIENCE, Vocabulary.CARE)
TermsForm: Any = terms_form(TERMS)


class EventPageForm(TermsForm, DatesForm, WagtailAdminPageForm):
    """An event: its terms are cut into one field per closed list, its rule is said in words."""

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

    def clean_image(self) -> Any:
        """Refuse an image that this person may not choose: the request may be a forged one."""
        image = self.cleaned_data["image"]
        if image and "image" in self.changed_data:
            policy = policy_registry.get_by_type(type(image))
            if not policy.user_has_permission_for_instance(self.for_user, "choose", image):
                raise ValidationError("Vous ne pouvez pas choisir cette image.")
        return image

    def clean_capacity(self) -> Any:
        capacity = self.cleaned_data["capacity"]
        if capacity == 0:
            raise ValidationError("Laissez vide si le nombre de places n’est pas limité.")
        return capacity
