"""One Django field for each type of question."""

import re
from typing import Any

from django import forms

from ami.definitions import FieldDefinition
from core.forms.choices import ModelMultipleChoiceField
from core.forms.fields import PhoneField, RnaField, SiretField, TemplateWidget
from core.mail.fields import EmailAddressFormField
from core.validators import validate_web_address
from directory.forms.commune import CommuneField, find_commune
from directory.models import Commune, Epci, PlacePage
from directory.search.communes import communes_written

SHORT, LONG = 250, 5000  # characters, where the definition says nothing
EURO_SIGN = re.compile(r"(€|euros?)\Z", re.IGNORECASE)
EUROS = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")  # what a column of twelve digits holds
WHOLE = re.compile(r"[0-9]{1,9}")


def _common(definition: FieldDefinition, missing: str) -> dict[str, Any]:
    return {
        "label": definition.label,
        "help_text": definition.help,
        "required": definition.required,
        "error_messages": {"required": missing},
    }


def _attrs(definition: FieldDefinition, **more: str) -> dict[str, str]:
    known = {"autocomplete": definition.autocomplete} if definition.autocomplete else {}
    return known | more


def _write(definition: FieldDefinition) -> dict[str, Any]:
    return _common(definition, f"Remplissez «\u00a0{definition.label}\u00a0».")


def _choose(definition: FieldDefinition) -> dict[str, Any]:
    return _common(definition, f"Choisissez une réponse à «\u00a0{definition.label}\u00a0».")


def _too_long(field: forms.CharField, length: int) -> forms.CharField:
    field.error_messages["max_length"] = (
        f"Cette réponse dépasse {length} caractères (elle en compte %(show_value)d)\u00a0: "
        "raccourcissez-la."
    )
    return field


def text(definition: FieldDefinition) -> forms.Field:
    length = definition.max_length or SHORT
    field = forms.CharField(
        max_length=length, widget=forms.TextInput(attrs=_attrs(definition)), **_write(definition)
    )
    return _too_long(field, length)


def long_text(definition: FieldDefinition) -> forms.Field:
    length = definition.max_length or LONG
    rows = "3" if length <= 500 else "6"
    widget = forms.Textarea(attrs=_attrs(definition, rows=rows))
    return _too_long(
        forms.CharField(max_length=length, widget=widget, **_write(definition)), length
    )


def email(definition: FieldDefinition) -> forms.Field:
    return EmailAddressFormField(
        max_length=254, widget=forms.EmailInput(attrs=_attrs(definition)), **_write(definition)
    )


def phone(definition: FieldDefinition) -> forms.Field:
    widget = forms.TextInput(attrs=_attrs(definition, type="tel"))
    return PhoneField(widget=widget, **_write(definition))


def url(definition: FieldDefinition) -> forms.Field:
    return forms.URLField(
        max_length=500,
        assume_scheme="https",
        validators=[validate_web_address],
        **_write(definition),
    )


def siret(definition: FieldDefinition) -> forms.Field:
    return SiretField(**_write(definition))


def rna(definition: FieldDefinition) -> forms.Field:
    return RnaField(**_write(definition))


def number(definition: FieldDefinition) -> forms.Field:
    return NumberField(**_write(definition))


def amount(definition: FieldDefinition) -> forms.Field:
    return AmountField(**_write(definition))


def date(definition: FieldDefinition) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **_write(definition)
    )


def choice(definition: FieldDefinition) -> forms.Field:
    return forms.ChoiceField(
        choices=definition.choices, widget=forms.RadioSelect, **_choose(definition)
    )


def choices(definition: FieldDefinition) -> forms.Field:
    field = forms.MultipleChoiceField(
        choices=definition.choices, widget=forms.CheckboxSelectMultiple, **_choose(definition)
    )
    field.error_messages["required"] = (
        f"Cochez au moins une réponse à «\u00a0{definition.label}\u00a0»."
    )
    return field


def yes_no(definition: FieldDefinition) -> forms.Field:
    return forms.ChoiceField(
        choices=definition.options, widget=forms.RadioSelect, **_choose(definition)
    )


def commune(definition: FieldDefinition) -> forms.Field:
    widget = forms.TextInput(
        attrs={"data-commune-input": "", "autocomplete": "off", "spellcheck": "false"}
    )
    return CommuneField(max_length=80, widget=widget, **_write(definition))


def communes(definition: FieldDefinition) -> forms.Field:
    return CommunesField(**_write(definition))


def epci(definition: FieldDefinition) -> forms.Field:
    return ModelMultipleChoiceField(
        queryset=Epci.objects.all(), widget=forms.CheckboxSelectMultiple, **_choose(definition)
    )


def place(definition: FieldDefinition) -> forms.Field:
    return forms.ModelChoiceField(
        queryset=PlacePage.objects.published().order_by("title"),
        to_field_name="slug",
        empty_label="Choisissez un lieu" if definition.required else "Aucun lieu",
        **_choose(definition),
    )


class CommuneInputs(TemplateWidget):
    """One input for each commune, and some empty ones: nothing to learn, nothing to script."""

    template_name = "ami/fields/communes.html"
    EMPTY, LEAST = 2, 3  # inputs

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = list(value or [])
        context["typed"] = typed + [""] * max(self.EMPTY, self.LEAST - len(typed))
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [value for value in data.getlist(name) if value.strip()]

    def id_for_label(self, id_: str | None) -> str:
        """Return the first input: where an error leads."""
        return f"{id_}_1" if id_ else ""


class NumberField(forms.IntegerField):
    """A whole number as people write it, « 1 500 »: browsers empty it in a number input."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    default_error_messages = {
        "invalid": "Écrivez un nombre entier, en chiffres, par exemple 12 ou 1\u00a0500."
    }

    def to_python(self, value: Any) -> Any:
        return super().to_python(_in_figures(value, WHOLE))


class AmountField(forms.DecimalField):
    """Euros as people write them: « 12 500 », « 12 500,50 € »."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    default_error_messages = {
        "invalid": "Écrivez le montant en chiffres, par exemple 24\u00a0000 ou 24\u00a0000,50."
    }

    def to_python(self, value: Any) -> Any:
        return super().to_python(_in_figures(value, EUROS))


def _in_figures(typed: Any, expected: re.Pattern[str]) -> Any:
    """Return what was *typed* in French as Python reads it; « ? », no number, for the rest.

    « 24.000 » is among the rest: it may be twenty-four thousand, or twenty-four.
    """
    if not isinstance(typed, str):
        return typed
    figures = EURO_SIGN.sub("", "".join(typed.split())).replace(",", ".")
    return figures if not figures or expected.fullmatch(figures) else "?"


class CommunesField(forms.MultipleChoiceField):
    """Several communes, one an input; gives the communes."""

    widget = CommuneInputs

    def prepare_value(self, value: Any) -> Any:
        known = communes_written(value or [])
        return [str(known[each]) if each in known else each for each in value or []]

    def valid_value(self, value: Any) -> bool:
        return True  # read as communes just below

    def clean(self, value: Any) -> list[Commune]:
        typed = super().clean(value)
        known = communes_written(typed)
        return [known.get(each) or find_commune(each) for each in typed]
