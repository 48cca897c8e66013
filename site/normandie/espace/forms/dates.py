"""What a manager types of one date."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.forms.dates import DAY, TIME
from events.models import Occurrence
from events.recurrence import YEARS, NoSuchTime, end_of, from_moment, to_moment
from events.states import Status
from normandie.espace.workshops.deeds import Deed

MOST = 200  # characters, those of the column


def note_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=MOST,
        help_text="Montré aux visiteurs avec la date.",
    )


class NoteForm(forms.Form):
    """What visitors read with a *deed*."""

    def __init__(self, *args: Any, deed: Deed, date: Occurrence, **kwargs: Any) -> None:
        kwargs["initial"] = {"note": date.note if deed.status is None else ""}
        super().__init__(*args, **kwargs)
        self.deed, self.date = deed, date
        self.fields["note"] = note_field(deed.note)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        online = self.deed.status == Status.MOVED_ONLINE
        if online and not (cleaned.get("note") or self.date.event.online_url):
            self.add_error(
                "note",
                "Dites comment participer en ligne\u00a0: l’atelier n’a pas d’adresse pour cela.",
            )
        return cleaned


class CallOffForm(forms.Form):
    """What visitors read with each date of a series that is called off."""

    note = note_field("Pourquoi, ou quoi faire à la place")


class MoveForm(forms.Form):
    """A new day, a new hour, or both; ``moments`` are then its start and its end."""

    day = forms.DateField(label="Nouveau jour", widget=DAY)
    start_time = forms.TimeField(label="Début", widget=TIME)
    end_time = forms.TimeField(label="Fin", widget=TIME)
    note = note_field("Une précision pour les visiteurs")

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
