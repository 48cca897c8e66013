"""Form fields that take a value as people type it and give it as the database holds it."""

import re
from contextlib import suppress
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.phones import DIALLED, parse_phone
from core.text.cleaning import clean_lines, distinct
from core.text.formats import phone
from core.validators import (
    validate_email_lines,
    validate_phone,
    validate_postcode,
    validate_rna,
    validate_siret,
    validate_url_lines,
)


class TemplateWidget(forms.Widget):
    """Base of widgets made of several inputs, drawn by a template of the site.

    Django's own renderer sees the templates of installed apps alone, not those of the site.
    """

    template_name: str
    use_fieldset = True

    def id_for_label(self, id_: str | None) -> str:
        """Return nothing: no single input stands for the whole."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


MAX_PHONE_DIGITS = 14  # « 0033 (0)2 31 00 00 00 »


class MultilineField(forms.CharField):
    """Text on several lines, counted as the visitor sees it: browsers send two marks a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class CompactField(forms.CharField):
    """A number that people space out: kept without spaces, in capitals."""

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s+", "", super().to_python(value) or "").upper()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)  # the browser would cut a spaced number before we read it
        return attrs


class DigitsField(CompactField):
    """A number made of digits alone: a telephone offers its keys for them."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "numeric"}


class SiretField(DigitsField):
    """The number of an establishment, of fourteen digits."""

    default_validators = [validate_siret]


class RnaField(CompactField):
    """The number of an association."""

    default_validators = [validate_rna]


class PostcodeField(DigitsField):
    """A French postcode."""

    default_validators = [validate_postcode]


class PhoneField(CompactField):
    """A French phone number, typed in any usual way, kept as the national standard wants it."""

    widget = forms.TextInput(attrs={"type": "tel"})

    def to_python(self, value: Any) -> str:
        """Raise ValidationError for what is no number, and for two: a sheet holds one."""
        typed = (forms.CharField.to_python(self, value) or "").strip()
        digits = sum(character.isdigit() for character in typed)
        if digits <= MAX_PHONE_DIGITS and DIALLED.fullmatch(typed):
            with suppress(ValueError):
                return parse_phone(typed)
        if typed:
            validate_phone(typed)
        return typed

    def prepare_value(self, value: Any) -> Any:
        """Show the number as people of the country write it: « 02 31 00 00 00 »."""
        return phone(value).replace("\u00a0", " ") if isinstance(value, str) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "tel"}


class LinesField(forms.CharField):
    """Several values, one a line: blank lines and repeats are dropped."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> str:
        lines = clean_lines(super().to_python(value) or "").splitlines()
        return "\n".join(distinct(self.clean_line(line.strip()) for line in lines))

    def clean_line(self, line: str) -> str:
        return line


class EmailsField(LinesField):
    """E-mail addresses, one a line."""

    default_validators = [validate_email_lines]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "email", "spellcheck": "false"}


class WebsitesField(LinesField):
    """Addresses of sites, one a line; « www.exemple.fr » gets the « https:// » it lacks."""

    default_validators = [validate_url_lines]

    def clean_line(self, line: str) -> str:
        return line if not line or "://" in line or "@" in line else f"https://{line}"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "url", "spellcheck": "false"}


class WebAddressField(forms.URLField):
    """The address of one page; « www.exemple.fr » gets the « https:// » it lacks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"assume_scheme": "https"} | kwargs)


class DegreesField(forms.FloatField):
    """A coordinate in degrees, with a point or a comma."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)
