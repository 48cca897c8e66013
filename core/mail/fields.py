"""Fields that take an e-mail address, the same on forms and in tables."""

from typing import Any

from django import forms
from django.db import models

from .addresses import validate_address


class EmailAddressFormField(forms.EmailField):
    """What is typed is an address that mail can be sent to."""

    default_validators = [validate_address]


class EmailAddressField(models.EmailField):
    """An address that mail can be sent to, whatever form or program brings it."""

    default_validators = [validate_address]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": EmailAddressFormField} | kwargs)
