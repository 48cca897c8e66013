"""The form field of opening hours: a weekly table that writes OSM text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from core.text.french import DAY_NAMES, typeset
from directory.hours.weekly import SchoolHolidays, WeeklyHours

from .repair import repair_hours
from .sentence import sentence
from .table_input import MAX_CLOSURES, SLOTS, TableInput, fits_table, table_values
from .validation import validate_hours

PREVIEW_URL_NAME = "directory_hours_preview"
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


class HoursWidget(forms.Widget):
    """A weekly table, and the OSM text for what the table cannot say.

    Works without JavaScript; with it (``js/admin/hours.js``), shows at once the sentence that the
    hours make, copies days and adds rows.
    """

    template_name = "directory/admin/hours_widget.html"
    use_fieldset = True

    class Media:
        css = {"all": ["css/admin/hours.css"]}
        js = [forms.widgets.Script("js/admin/hours.js", type="module")]

    def id_for_label(self, id_: str) -> str:
        """Return nothing: no single input stands for the whole."""
        return ""

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

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """Render with the site's own templates, that Django's form renderer does not see."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows, for a stored text or for what was submitted."""
        context = super().get_context(name, None, attrs)
        shown = value if isinstance(value, HoursInput) else _stored(value or "")
        said = _sentence_of(shown)  # reads the table, and so finds its mistakes
        values = shown.table.values
        cell = _Cells(name, values, shown.table.errors)
        context["hours"] = {
            "name": name,
            "preview_url": _preview_url(),
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

    def cell(self, key: str, label: str) -> dict[str, Any]:
        return {
            "name": f"{self.name}-{key}",
            "value": self.values.get(key, ""),
            "label": label,
            "invalid": key in self.errors,
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
                {
                    "from": self.cell(f"{week}-{number}-{slot}-from", f"{day} {name}, ouverture"),
                    "to": self.cell(f"{week}-{number}-{slot}-to", f"{day} {name}, fermeture"),
                }
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
        where = f"Fermeture {number + 1}"
        return {
            "from": self.cell(f"closure-{number}-from", f"{where}, premier jour"),
            "to": self.cell(f"closure-{number}-to", f"{where}, dernier jour"),
        }


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


def _preview_url() -> str:
    """Return where the sentence is asked for; nothing where the admin is not installed."""
    try:
        return reverse(PREVIEW_URL_NAME)
    except NoReverseMatch:
        return ""
