"""Fields that Django’s forms do not have, for the public and for staff."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError


class MultilineField(forms.CharField):
    """Text on several lines, counted as the visitor sees it: browsers send two marks a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


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


class ModelMultipleChoiceField(HugeKeyMixin, forms.ModelMultipleChoiceField):
    """Several rows chosen in a list, whatever is sent."""


class FilterField(HugeKeyMixin, django_filters.fields.ModelMultipleChoiceField):
    """The same in a filter."""


class ModelMultipleChoiceFilter(django_filters.ModelMultipleChoiceFilter):
    """Rows of the admin that bear one of several things, whatever the address holds."""

    field_class = FilterField
