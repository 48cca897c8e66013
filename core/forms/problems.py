"""What is wrong with a form, as the summary above it says it."""

from typing import Any

from django.forms.utils import ErrorDict


class ProblemsMixin:
    """A form whose errors « layout/form_problems.html » lists, each with a link to its field."""

    fields: dict[str, Any]
    errors: ErrorDict

    @property
    def notices(self) -> list[str]:
        """What is wrong with the sending as a whole."""
        return [str(error) for error in self.non_field_errors()]  # type: ignore[attr-defined]

    @property
    def problems(self) -> list[dict[str, str]]:
        """What to correct, each with the address of its field."""
        return [
            {"label": str(error), "url": f"#{self._target(name)}"}
            for name in self.fields
            for error in self.errors.get(name, ())
        ]

    def _target(self, name: str) -> str:
        """Return the id of the first input of a field: where the summary of errors leads."""
        field = self[name]  # type: ignore[index]
        return str(field.subwidgets[0].id_for_label if field.use_fieldset else field.id_for_label)
