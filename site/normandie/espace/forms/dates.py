"""What a manager types of one date."""

from typing import Any

from django import forms

from events.forms.moving import LONGEST_NOTE, NOTE_HELP
from events.models import Occurrence
from events.states import Status
from normandie.espace.workshops.deeds import Deed


def note_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_NOTE,
        help_text=NOTE_HELP,
    )


class NoteForm(forms.Form):
    """What visitors read with a *deed*; a note of a date held as planned is shown to be kept."""

    def __init__(self, *args: Any, deed: Deed, date: Occurrence, **kwargs: Any) -> None:
        lasting = deed.status is None or date.status == Status.SCHEDULED
        kwargs["initial"] = {"note": date.note if lasting else ""}
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
