"""When an event takes place, as it is typed: for the forms of events and for the preview."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms.fields import LinesField
from core.text.french import weekday_date
from events.recurrence import YEARS, BadRule
from events.recurrence.choices import first_of_rule, repetition_of

from .repetition import RepetitionField

# The inputs of the browser: Wagtail’s picker reads « 14h30 » as 14:00, and covers its neighbours.
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
TIME = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
TYPED = "%d/%m/%Y"
MOST_LINES = 200


class DaysField(LinesField):
    """Days, one a line as « 12/03/2027 »; gives them rising, as a list of ISO texts."""

    def __init__(self, *, label: str, help_text: str) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget)

    def clean(self, value: Any) -> Any:
        """Raise ValidationError on each line that is no day."""
        days, errors = set(), []
        for line in self.to_python(value).splitlines():
            try:
                days.add(datetime.strptime(line, TYPED).date().isoformat())
            except ValueError:
                errors.append(
                    ValidationError(
                        f"«\u00a0{line[:40]}\u00a0» n’est pas une date comme 12/03/2027."
                    )
                )
        if errors:
            raise ValidationError(errors[:5])
        if len(days) > MOST_LINES:
            raise ValidationError(f"{MOST_LINES} dates au plus.")
        return sorted(days)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{date.fromisoformat(day):{TYPED}}" for day in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.clean(data) != sorted(initial or [])
        except ValidationError:
            return True


class DatesForm(forms.Form):
    """What the forms have in common; each adds the plain fields in its own way."""

    rule = RepetitionField(label="Répétition", required=False)
    added_dates = DaysField(
        label="Dates ajoutées", help_text="Une par ligne, par exemple 12/03/2027."
    )
    excluded_dates = DaysField(
        label="Dates exclues", help_text="Une par ligne, par exemple 12/03/2027."
    )

    def clean_starts_on(self) -> date:
        starts_on: date = self.cleaned_data["starts_on"]
        if starts_on.year not in YEARS:
            raise ValidationError("Cette année n’est pas plausible.")
        return starts_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, start_time = cleaned.get("starts_on"), cleaned.get("start_time")
        if starts_on and start_time and "rule" in cleaned:
            self._check_first(cleaned["rule"], datetime.combine(starts_on, start_time))
        return cleaned

    def _check_first(self, rule: str, first: datetime) -> None:
        """Refuse a first date that does not follow its own rule: it would not take place."""
        try:
            found = first_of_rule(rule, first)
        except BadRule as error:
            self.add_error("rule", str(error))
            return
        if found == first or repetition_of(rule) is None:
            return
        if found is None:
            self.add_error("rule", "La répétition s’arrête avant la première date.")
            return
        self.add_error(
            "rule",
            f"La première date ({weekday_date(first.date(), with_year=True)}) ne suit pas cette "
            f"répétition, qui commencerait le {weekday_date(found.date(), with_year=True)}\u00a0: "
            "changez l’une ou l’autre.",
        )


class PreviewForm(DatesForm):
    """The dates of an event alone, to say what they would be."""

    starts_on = forms.DateField(label="Première date")
    start_time = forms.TimeField(label="Début")
    end_time = forms.TimeField(label="Fin")
    skip_school_holidays = forms.BooleanField(required=False)
    skip_public_holidays = forms.BooleanField(required=False)
