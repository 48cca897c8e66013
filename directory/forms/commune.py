"""A field where a commune of the region is typed, as people write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.models import Commune
from directory.search.communes import KEY, find_communes


class CommuneField(forms.CharField):
    """A commune of the region, as the site's search understands it; gives the commune."""

    def prepare_value(self, value: Any) -> Any:
        return as_typed(value)

    def clean(self, value: Any) -> Commune | None:
        typed = super().clean(value)
        return find_commune(typed) if typed else None


def as_typed(value: Any) -> Any:
    """Show the key that a suggestion sent (« 14118-caen ») as people write it."""
    if isinstance(value, str) and KEY.fullmatch(value) and (found := find_communes(value)):
        return str(found[0].commune)
    return value


def find_commune(typed: str) -> Commune:
    """Return the commune that *typed* names.

    Raises:
        ValidationError: none does.
    """
    found = find_communes(typed)
    if not found:
        raise ValidationError(
            f"Nous ne connaissons pas de commune «\u00a0{typed}\u00a0»\u00a0: vérifiez "
            "l’orthographe, ou essayez le code postal."
        )
    commune: Commune = found[0].commune
    return commune
