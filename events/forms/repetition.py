"""How often an event comes again, in plain words: a form field whose value is a rule."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.fields import TemplateWidget
from core.text.french import DAY_NAMES
from events.recurrence import MOST_DATES
from events.recurrence.choices import (
    BY_WEEK,
    Ordinal,
    Pattern,
    Repetition,
    repetition_of,
    rule_of,
)

IMPORTED = "importee"  # the choice of a rule that no other choice can say
DAYS = list(enumerate(DAY_NAMES))


class RepetitionForm(forms.Form):
    """The choices; ``rule`` gives the rule that they make."""

    pattern = forms.ChoiceField(
        label="À quel rythme",
        choices=Pattern.choices,
        help_text="Pour quelques dates sans rythme régulier\u00a0: laissez «\u00a0Une seule "
        "fois\u00a0», et écrivez les autres dans «\u00a0Dates ajoutées\u00a0».",
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="Quels jours",
        required=False,
        coerce=int,
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Si vous ne cochez rien\u00a0: le jour de la première date.",
    )
    ordinal = forms.TypedChoiceField(
        label="Lequel du mois",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Choisir"), *Ordinal.choices],
    )
    weekday = forms.TypedChoiceField(
        label="Jour de la semaine",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Choisir"), *DAYS],
    )
    until = forms.DateField(
        label="Jusqu’au",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Ce jour compris.",
    )
    count = forms.IntegerField(
        label="Ou nombre de fois",
        required=False,
        min_value=1,
        max_value=MOST_DATES,
        help_text="En comptant la première.",
    )
    imported = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self["imported"].value():
            pattern: Any = self.fields["pattern"]
            pattern.choices = [(IMPORTED, "Règle importée"), *Pattern.choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pattern = cleaned.get("pattern")
        if pattern == Pattern.MONTHLY_WEEKDAY and (
            not cleaned.get("ordinal") or cleaned.get("weekday") is None
        ):
            self.add_error(
                "ordinal", "Choisissez par exemple «\u00a0premier\u00a0» et «\u00a0samedi\u00a0»."
            )
        if cleaned.get("until") and cleaned.get("count"):
            self.add_error("count", "Donnez une date de fin ou un nombre de fois, pas les deux.")
        return cleaned

    def rule(self) -> str:
        """Return the text of the rule of a valid form."""
        chosen = self.cleaned_data
        if chosen["pattern"] == IMPORTED:
            return str(chosen["imported"])
        pattern = Pattern(chosen["pattern"])
        return rule_of(
            Repetition(
                pattern,
                tuple(sorted(chosen["weekdays"])) if pattern in BY_WEEK else (),
                chosen["ordinal"] or 0,
                chosen["weekday"] or 0,
                chosen["until"],
                chosen["count"],
            )
        )


class RepetitionWidget(TemplateWidget):
    """The choices, all shown without JavaScript; with it, those of the chosen pattern only."""

    template_name = "events/forms/repetition.html"

    class Media:
        css = {"all": ["css/forms/fields.css", "css/forms/repetition.css"]}
        js = [forms.widgets.Script("js/forms/repetition.js", type="module")]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Gather the choices. A plain value under *name* is taken as the text of a rule."""
        if f"{name}-pattern" in data:
            return RepetitionForm(data, prefix=name)
        return data.get(name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the form was sent without this field."""
        return f"{name}-pattern" not in data and name not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows, for a stored rule or for what was submitted."""
        form = value if isinstance(value, RepetitionForm) else _form_of(name, value or "")
        return super().get_context(name, None, attrs) | {
            "repetition": form,
            "by_week": " ".join(BY_WEEK),
            "monthly": Pattern.MONTHLY_WEEKDAY,
        }


class RepetitionField(forms.Field):
    """The repetition of an event, whose value is the text of an RRULE."""

    widget = RepetitionWidget

    def to_python(self, value: Any) -> str:
        """Return the text of the rule; raise ValidationError in French."""
        if not isinstance(value, RepetitionForm):
            return str(value or "")
        if not value.is_valid():
            raise ValidationError(
                [
                    f"{value[name].label}\u00a0: {message}"
                    for name, messages in value.errors.items()
                    for message in messages
                ]
            )
        return value.rule()

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what the rules say, not how they were chosen."""
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


def _form_of(name: str, rule: str) -> RepetitionForm:
    """Return the form that shows the stored text *rule*."""
    shown = repetition_of(rule)
    if shown is None:
        return RepetitionForm(prefix=name, initial={"pattern": IMPORTED, "imported": rule})
    initial = {
        "pattern": shown.pattern,
        "weekdays": list(shown.weekdays),
        "until": shown.until,
        "count": shown.count,
    }
    if shown.pattern == Pattern.MONTHLY_WEEKDAY:
        initial |= {"ordinal": shown.ordinal, "weekday": shown.weekday}
    return RepetitionForm(prefix=name, initial=initial)
