"""Form fields that take a value as people type it and give it as the database holds it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.models.vocabulary import Vocabulary
from directory.standard.cleaning import clean_lines, distinct
from directory.standard.contact import DIALLED, parse_phone
from directory.validators import validate_phone
from directory.widgets import PointWidget

MAX_PHONE_DIGITS = 14  # « 0033 (0)2 31 00 00 00 »
POINT = re.compile(r"SRID=4326;POINT\s?\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,3}(?:\.\d+)?)\)")


class CompactField(forms.CharField):
    """A number that people space out, such as a SIRET: kept without spaces, in capitals."""

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s+", "", super().to_python(value) or "").upper()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)  # the browser would cut a spaced number before we read it
        return attrs


class PhoneField(CompactField):
    """A French phone number, typed in any usual way, kept as the national standard wants it."""

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
        if isinstance(value, str) and re.fullmatch(r"\+33[1-9]\d{8}", value):
            national = f"0{value[3:]}"
            return " ".join(national[start : start + 2] for start in range(0, 10, 2))
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "tel"}


class LinesField(forms.CharField):
    """Several values, one a line: blank lines and repeats are dropped."""

    def to_python(self, value: Any) -> str:
        lines = clean_lines(super().to_python(value) or "").splitlines()
        return "\n".join(distinct(self.clean_line(line.strip()) for line in lines))

    def clean_line(self, line: str) -> str:
        return line


class WebsitesField(LinesField):
    """Addresses of sites, one a line; « www.exemple.fr » gets the « https:// » it lacks."""

    def clean_line(self, line: str) -> str:
        return line if not line or "://" in line else f"https://{line}"


class DegreesField(forms.FloatField):
    """A coordinate in degrees, with a point or a comma."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class TermsField(forms.TypedMultipleChoiceField):
    """The terms of one closed list, as checkboxes; gives their primary keys."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(
            label=vocabulary.label,
            required=False,
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
        )
        self.vocabulary = vocabulary


@dataclass(frozen=True)
class Point:
    """A place on the earth, in WGS84 degrees."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        # Never « 6e-05 »: the meridian of Greenwich crosses the region.
        return f"SRID=4326;POINT({self.longitude:.6f} {self.latitude:.6f})"


class PointField(forms.CharField):
    """A point chosen on the map; gives a ``Point``, or None where there is none."""

    widget = PointWidget

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = POINT.fullmatch(text)
        if not found:
            raise ValidationError(
                "La position choisie sur la carte est illisible\u00a0: donnez la latitude et la "
                "longitude ci-dessous."
            )
        return Point(latitude=float(found[2]), longitude=float(found[1]))

    def run_validators(self, value: Any) -> None:
        """Nothing more: the bounds of the region are checked on latitude and longitude."""


def field_name(vocabulary: Vocabulary) -> str:
    """Name of the form field that holds the terms of *vocabulary*."""
    return f"terms_{vocabulary.name.lower()}"


def term_fields(vocabularies: Iterable[Vocabulary]) -> dict[str, TermsField]:
    """One field for each closed list, by name."""
    return {field_name(vocabulary): TermsField(vocabulary) for vocabulary in vocabularies}
