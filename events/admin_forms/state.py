"""The state of one date of an event, as staff change it."""

from typing import Any

from django import forms

from directory.hours import weekday_date
from directory.hours.french import clock, clock_span
from events.models import Occurrence
from events.recurrence import from_moment


class StateForm(forms.ModelForm):
    """One date among those of an event.

    What was shown goes along in hidden inputs: a row that someone else has changed meanwhile, and
    that was not touched here, is left alone.
    """

    class Meta:
        model = Occurrence
        fields = ("status", "note")
        widgets = {"note": forms.TextInput(attrs={"placeholder": "Précision facultative"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.widget.attrs["aria-label"] = f"{field.label}, {self.day}, {self.hours}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (
            self.has_changed()
            and cleaned.get("status") == Occurrence.Status.MOVED_ONLINE
            and not (cleaned.get("note") or self.instance.event.online_url)
        ):
            self.add_error(
                "note",
                "Dites comment participer en ligne : l’événement n’a pas d’adresse pour cela.",
            )
        return cleaned

    @property
    def day(self) -> str:
        """The date, in words: « mardi 3 mars 2027 »."""
        return weekday_date(from_moment(self.instance.starts_at).date(), with_year=True)

    @property
    def hours(self) -> str:
        """Its hours, in words: « de 18 h à 20 h »."""
        start, end = from_moment(self.instance.starts_at), from_moment(self.instance.ends_at)
        begin = start.hour * 60 + start.minute
        return clock_span(begin, begin + round((end - start).total_seconds() / 60))

    @property
    def put_off_from(self) -> str:
        """Where the rule had put a date that was put off; else nothing."""
        if self.instance.starts_at == self.instance.original_start:
            return ""
        start = from_moment(self.instance.original_start)
        time = clock(start.hour * 60 + start.minute)
        return f"{weekday_date(start.date(), with_year=True)}, {time}"
