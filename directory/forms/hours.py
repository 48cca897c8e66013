"""The form field of opening hours: a weekly table that writes OSM text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise

from core.forms.fields import TemplateWidget
from core.text.french import DAY_NAMES, typeset
from directory.hours import repair_hours, sentence, validate_hours
from directory.hours.table_input import MAX_CLOSURES, SLOTS, TableInput, fits_table, table_values
from directory.hours.weekly import SchoolHolidays, WeeklyHours

BLANK_CLOSURES = 2  # rows ready to be filled, with or without JavaScript
SCHOOL_CHOICES = (
    (SchoolHolidays.SAME, "Mêmes horaires"),
    (SchoolHolidays.DIFFERENT, "Autres horaires"),
    (SchoolHolidays.CLOSED, "Fermé"),
)
# The days that the button of each day fills, up to Friday: most places have one week-day.
COPIED_TO = ((1, 2, 3, 4), (2, 3, 4), (3, 4), (4,), (5,), (6,), ())


@dataclass
class HoursInput:
    """What a person submitted: the table, or the OSM text when ``use_osm``."""

    use_osm: bool
    osm: str
    table: TableInput

    def text(self) -> str:
        """Return the OSM text; raise ValidationError with one French message per mistake."""
        if self.use_osm:
            text = repair_hours(self.osm)
        else:
            hours = self.table.read()
            if hours is None:
                raise ValidationError([*map(typeset, self.table.errors.values())], code="invalid")
            text = hours.to_osm()
        validate_hours(text)
        return text


class HoursWidget(TemplateWidget):
    """A weekly table, and the OSM text for what the table cannot say.

    Works without JavaScript; with it (``js/forms/hours.js``), copies days and adds rows. Where
    ``preview_url`` leads to ``directory.views.hours_preview``, says at once what the hours mean.
    """

    template_name = "directory/forms/hours.html"

    class Media:
        css = {"all": ["css/forms/fields.css", "css/forms/hours.css"]}
        js = [forms.widgets.Script("js/forms/hours.js", type="module")]

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, preview_url: str | Promise = ""
    ) -> None:
        super().__init__(attrs)
        self.preview_url = preview_url

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> HoursInput | None:
        """Gather the inputs. A plain value under *name* is taken as OSM text."""
        start = f"{name}-"
        values = {key.removeprefix(start): data[key] for key in data if key.startswith(start)}
        if "table" not in values:
            return HoursInput(True, str(data[name]), TableInput({})) if name in data else None
        return HoursInput("use_osm" in values, values.get("osm", ""), TableInput(values))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the form was sent without this field."""
        return f"{name}-table" not in data and name not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows, for a stored text or for what was submitted."""
        context = super().get_context(name, None, attrs)
        shown = value if isinstance(value, HoursInput) else _stored(value or "")
        said = _sentence_of(shown)  # reads the table, and so finds its mistakes
        values = shown.table.values
        cell = _Cells(name, values, shown.table.errors)
        context["hours"] = {
            "name": name,
            "preview_url": self.preview_url,
            "use_osm": shown.use_osm,
            "osm": shown.osm,
            "sentence": said,
            "slots": SLOTS,
            "usual": cell.week("usual", ""),
            "school": cell.week("school", "Vacances scolaires, "),
            "school_choices": [
                (choice.value, label, choice.value == (values.get("school") or "same"))
                for choice, label in SCHOOL_CHOICES
            ],
            "school_mistake": typeset(shown.table.errors.get("school", "")),
            "public_holidays": values.get("public_holidays") == "on",
            "closures": cell.closures(),
            "max_closures": MAX_CLOSURES,
        }
        return context


class HoursField(forms.Field):
    """Opening hours, whose value is OSM ``opening_hours`` text."""

    widget = HoursWidget

    def to_python(self, value: Any) -> str:
        """Return the OSM text of what was submitted; raise ValidationError in French."""
        if isinstance(value, HoursInput):
            return value.text()
        text = repair_hours(value or "")
        validate_hours(text)
        return text

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what the hours say, not how they were typed."""
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


class _Cells:
    """The inputs of the table, each with its name, value, label and mistake."""

    def __init__(self, name: str, values: Mapping[str, str], errors: Mapping[str, str]) -> None:
        self.name, self.values, self.errors = name, values, errors

    def pair(self, key: str, label: str, ends: tuple[str, str]) -> dict[str, Any]:
        """Return two inputs, « from » and « to », and both as a list: « inputs »."""
        start, end = (
            self.cell(f"{key}-{side}", f"{label}, {named}")
            for side, named in zip(("from", "to"), ends, strict=True)
        )
        return {"from": start, "to": end, "inputs": [start, end]}

    def cell(self, key: str, label: str) -> dict[str, Any]:
        return {
            "name": f"{self.name}-{key}",
            "value": self.values.get(key, ""),
            "label": label,
            "mistake": typeset(self.errors.get(key, "")),
        }

    def week(self, week: str, prefix: str) -> list[dict[str, Any]]:
        return [self._day(week, number, f"{prefix}{day}") for number, day in enumerate(DAY_NAMES)]

    def _day(self, week: str, number: int, day: str) -> dict[str, Any]:
        copied_to = COPIED_TO[number]
        return {
            "name": DAY_NAMES[number],
            "number": number,
            "copied_to": " ".join(map(str, copied_to)),
            "copy_label": f"Recopier {day} {_until(copied_to)}" if copied_to else "",
            "ranges": [
                self.pair(f"{week}-{number}-{slot}", f"{day} {name}", ("ouverture", "fermeture"))
                | {"slot": name}
                for slot, name in enumerate(SLOTS)
            ],
        }

    def closures(self) -> list[dict[str, Any]]:
        filled = [
            number
            for number in range(MAX_CLOSURES)
            if self.values.get(f"closure-{number}-from") or self.values.get(f"closure-{number}-to")
        ]
        rows = min(MAX_CLOSURES, max(filled, default=-1) + 1 + BLANK_CLOSURES)
        return [self.closure(number) for number in range(rows)]

    def closure(self, number: int) -> dict[str, Any]:
        ends = ("premier jour", "dernier jour")
        return self.pair(f"closure-{number}", f"Fermeture {number + 1}", ends)


def _until(days: Sequence[int]) -> str:
    return f"{'jusqu’à' if len(days) > 1 else 'sur'} {DAY_NAMES[days[-1]]}"


def _stored(text: str) -> HoursInput:
    """Show a stored text: in the table where it fits, else as it is."""
    hours = WeeklyHours.from_osm(text)
    if hours is None or not fits_table(hours):
        return HoursInput(True, text, TableInput(table_values(WeeklyHours())))
    return HoursInput(False, text, TableInput(table_values(hours)))


def _sentence_of(shown: HoursInput) -> str:
    try:
        return sentence(shown.text())
    except ValidationError:
        return ""
