"""A new day, a new hour, or both, given to one date of an event."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.forms.dates import DAY, TIME
from events.models import Occurrence
from events.recurrence import YEARS, NoSuchTime, end_of, from_moment, to_moment

NOTE_HELP = "Montré aux visiteurs avec la date."
LONGEST_NOTE = 200  # characters, those of the column


class MoveForm(forms.Form):
    """When a date takes place from now on; ``moments`` are its start and its end (aware)."""

    day = forms.DateField(label="Nouveau jour", widget=DAY)
    start_time = forms.TimeField(label="Début", widget=TIME)
    end_time = forms.TimeField(label="Fin", widget=TIME)
    note = forms.CharField(
        label="Une précision pour les visiteurs",
        required=False,
        max_length=LONGEST_NOTE,
        help_text=NOTE_HELP,
    )

    moments: tuple[datetime, datetime]

    def __init__(self, *args: Any, date: Occurrence, **kwargs: Any) -> None:
        start, end = from_moment(date.starts_at), from_moment(date.ends_at)
        kwargs["initial"] = {
            "day": start.date(),
            "start_time": start.time(),
            "end_time": end.time(),
            "note": date.note,
        }
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in YEARS:
            raise ValidationError("Cette année n’est pas plausible.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, start, end = (cleaned.get(name) for name in ("day", "start_time", "end_time"))
        if day and start is not None and end is not None:
            self._read(day, start, end)
        return cleaned

    def _read(self, day: date, start: time, end: time) -> None:
        begins = datetime.combine(day, start)
        try:
            self.moments = to_moment(begins), to_moment(end_of(begins, end))
        except NoSuchTime as error:
            self.add_error("start_time", str(error))
            return
        if self.moments[0] <= timezone.now():
            self.add_error("day", "Ce moment est déjà passé.")
