"""What the people of a pôle write: its presentation and its news, whom to ask there."""

from typing import Any

from django import forms
from django.forms.models import inlineformset_factory
from modelcluster.forms import childformset_factory

from core.forms.fields import MultilineField, PhoneField, WebAddressField
from directory.models import PoleContact, PoleNews, PolePage
from directory.services.exports import presentation_of
from directory.services.imports.sheet import write_presentation

from .subjects import FEW_LINES, MAX_PRESENTATION

MAX_NEWS = MAX_CONTACTS = 20
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PoleForm(forms.ModelForm):
    """The presentation, and the version that was read: another may have come since."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = MultilineField(
        label="Présentation détaillée",
        required=False,
        max_length=MAX_PRESENTATION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Un paragraphe par ligne.",
    )
    field_order = ("version", "summary", "text", "email", "phone", "website")
    instance: PolePage

    class Meta:
        model = PolePage
        fields = ("summary", "email", "phone", "website")
        field_classes = {"phone": PhoneField, "website": WebAddressField}
        widgets = {"summary": FEW_LINES}
        help_texts = {
            "summary": "Deux phrases\u00a0: ce que l’équipe fait, et pour qui. 280 caractères au "
            "plus.",
            "email": "Une adresse de service, plutôt que d’une personne.",
            "phone": "Par exemple 02 31 00 00 00.",
        }

    def __init__(self, data: Any = None, *, instance: PolePage) -> None:
        super().__init__(data, instance=instance)
        self.initial["text"] = presentation_of(instance)
        self.initial["version"] = instance.latest_revision_id

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("version") != self.instance.latest_revision_id:
            self.add_error(
                None,
                "Quelqu’un a enregistré cette page pendant que vous l’écriviez. Ce que vous avez "
                "tapé est ci-dessous\u00a0: enregistrez de nouveau pour le garder, ou rouvrez la "
                "page pour voir ce qui a changé.",
            )
            self.data = dict(self.data.items()) | {"version": self.instance.latest_revision_id}
        return cleaned

    def mine(self) -> PolePage:
        """Return the page with what was typed; only once the form is valid."""
        if "text" in self.changed_data:
            write_presentation(self.instance, self.cleaned_data["text"])
        return self.instance


class NewsForm(forms.ModelForm):
    class Meta:
        model = PoleNews
        fields = ("title", "published_on", "text", "link")
        field_classes = {"text": MultilineField, "link": WebAddressField}
        widgets = {"published_on": DAY, "text": FEW_LINES}


class ContactForm(forms.ModelForm):
    class Meta:
        model = PoleContact
        fields = ("function", "name", "agreed_on", "email", "phone")
        field_classes = {"phone": PhoneField}
        widgets = {"agreed_on": DAY}


NewsFormSet: Any = childformset_factory(
    PolePage, PoleNews, form=NewsForm, extra=1, max_num=MAX_NEWS, validate_max=True
)
ContactFormSet: Any = inlineformset_factory(
    PolePage, PoleContact, form=ContactForm, extra=1, max_num=MAX_CONTACTS, validate_max=True
)


def as_in_the_space(formset: Any) -> Any:
    """Say « Retirer », as on the other forms of the space; the order is that of the dates."""
    for row in formset:
        if "DELETE" in row.fields:
            row.fields["DELETE"].label = "Retirer"
        if "ORDER" in row.fields:
            row.fields["ORDER"].widget = forms.HiddenInput()
    return formset
