"""The costs of a project, one a line, as people type them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ami.forms.fields import AmountField
from core.forms.visitor_form import ProblemsMixin
from core.text.french import uncapitalised

FIRST_LINES, MOST_LINES = 3, 30
PREFIX = "depense"


class CostForm(ProblemsMixin, forms.Form):
    """A line: what is bought, and for how much. An empty line counts for nothing."""

    label = forms.CharField(
        required=False,
        max_length=100,
        error_messages={
            "max_length": "Le nom de cette dépense dépasse 100 caractères (il en compte "
            "%(show_value)d)\u00a0: raccourcissez-le."
        },
    )
    amount = AmountField(
        error_messages={"required": "Écrivez le montant de cette dépense, ou videz la ligne."},
    )


class CostFormSet(
    forms.formset_factory(  # type: ignore[misc]
        CostForm, extra=FIRST_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES
    )
):
    """The lines that are typed; ``layout/form_problems.html`` lists what is wrong with them."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Number the names of the inputs: each line is told from the others where it is read."""
        super().add_fields(form, index)
        rank = (index or 0) + 1
        form.fields["label"].label = f"Dépense {rank}"
        form.fields["amount"].label = f"Montant {rank}, en euros"

    def initial_form_count(self) -> int:
        """Return none: any line may be left empty, those that were sent once too."""
        return 0

    def clean(self) -> None:
        if not any(self.errors) and not self.amounts:
            raise ValidationError("Écrivez au moins un montant.")

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return the lines that hold an amount, each with its name, its rank where it has none."""
        filled = [form.cleaned_data for form in self.forms if form.is_valid()]
        return [
            line | {"label": line.get("label") or f"Dépense {rank}"}
            for rank, line in enumerate(filled, start=1)
            if line.get("amount") is not None
        ]

    @property
    def amounts(self) -> list[Any]:
        return [line["amount"] for line in self.lines]

    @property
    def notices(self) -> list[str]:
        """What is wrong with all of it."""
        return [str(error) for error in self.non_form_errors()]

    @property
    def problems(self) -> list[dict[str, str]]:
        return [
            problem | {"label": f"Dépense {rank}\u00a0: {uncapitalised(problem['label'])}"}
            for rank, form in enumerate(self.forms, start=1)
            for problem in form.problems
        ]


def with_one_more(data: Any) -> CostFormSet:
    """Return the lines that were sent as they were typed, unread, and an empty one after them."""
    typed = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    sent = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    formset = CostFormSet(
        initial=[
            {name: data.get(f"{PREFIX}-{rank}-{name}", "") for name in CostForm.base_fields}
            for rank in range(min(sent, MOST_LINES))
        ],
        prefix=PREFIX,
    )
    formset.extra = min(sent + 1, MOST_LINES)
    return formset
