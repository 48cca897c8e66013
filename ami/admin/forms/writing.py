"""Forms by which staff write: to the carrier of a file, or for themselves."""

from typing import Any

from django import forms

from .base import area


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class MessageForm(forms.Form):
    """A message to the carrier, with files."""

    text = area("Message", 5000, rows=12)
    joined = forms.Field(
        label="Fichiers joints",
        required=False,
        widget=SeveralFiles,
        help_text="À choisir au moment d’envoyer\u00a0: l’aperçu ne les garde pas.",
    )

    def is_multipart(self) -> bool:
        return True


class NoteForm(forms.Form):
    """A note for the service alone."""

    text = area("Note", 5000, rows=3, help_text="Le porteur ne la voit pas.")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # of the file, as read

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["aria-describedby"] = "note-help"
