"""Choices among many rows, whatever is sent."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError


class HugeKeyMixin:
    """Takes a number that no key can be for what it is: a wrong choice.

    SQLite raises OverflowError past 64 bits: Django checks the size of one key, not that of many.
    """

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)  # type: ignore[misc]
        except OverflowError as error:
            raise ValidationError(
                "Un des choix envoyés n’existe pas. Choisissez parmi ceux de la liste.",
                code="invalid_choice",
            ) from error


class SlugChoiceField(forms.ModelChoiceField):
    """One row chosen by a text, whatever is sent: PostgreSQL fails on the character NUL."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and "\x00" in value:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class ModelMultipleChoiceField(HugeKeyMixin, forms.ModelMultipleChoiceField):
    """Several rows chosen in a list, whatever is sent."""


class FilterField(HugeKeyMixin, django_filters.fields.ModelMultipleChoiceField):
    """The same in a filter."""


class ModelMultipleChoiceFilter(django_filters.ModelMultipleChoiceFilter):
    """Rows of the admin that bear one of several things, whatever the address holds."""

    field_class = FilterField
