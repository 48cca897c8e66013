"""A field where a commune of the region is typed, as people write it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.fields import LinesField
from core.text.words import fold_name
from directory.models import Commune
from directory.search.communes import KEY, communes_written, find_communes


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


class CommunesField(LinesField):
    """Several communes, one a line, as this site writes them or as people do; gives the communes.

    Where several bear the name of a line, none is taken: the form says how to tell them apart.
    """

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(commune.key for commune in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> list[Commune]:
        lines = super().clean(value).splitlines()
        written = communes_written(lines)
        found: dict[str, Commune] = {}
        errors = []
        for line in lines:
            try:
                commune = written.get(line) or _only_commune(line)
                found[commune.pk] = commune
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return list(found.values())


def _only_commune(typed: str) -> Commune:
    """Return the one commune that *typed* names. Raise ValidationError for none, or several."""
    find_commune(typed)  # refuses what none is called
    matches = [match.commune for match in find_communes(typed)]
    same = [each for each in matches if each.folded_name == fold_name(typed)] or matches
    if len(same) == 1:
        return same[0]
    keys = ", ".join(each.key for each in same)
    raise ValidationError(
        f"Plusieurs communes répondent à «\u00a0{typed}\u00a0»\u00a0: écrivez l’une de celles-ci, "
        f"{keys}."
    )
