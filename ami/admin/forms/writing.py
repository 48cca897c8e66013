"""Forms by which staff write: to the carrier of a file, or for themselves."""

from typing import Any, cast
from uuid import uuid4

from django import forms

from ami.mentions import handle_of, read_mentions

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
    """A note for the service alone, and the *colleagues* to tell of it.

    Once valid, ``called`` is whom it calls, by a tick or by « @prénom.nom »; ``unknown``, what it
    calls that is nobody's name.
    """

    text = area("Note", 5000, rows=3, help_text="Le porteur ne la voit pas.")
    told = forms.MultipleChoiceField(
        label="Prévenir", required=False, widget=forms.CheckboxSelectMultiple
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)  # of the file, as read

    def __init__(self, *args: Any, colleagues: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = colleagues
        self.called: list[Any] = []
        self.unknown: list[str] = []
        self.fields["text"].widget.attrs["aria-describedby"] = "note-help"
        told = cast(forms.MultipleChoiceField, self.fields["told"])
        told.choices = [(str(each.pk), _named(each)) for each in colleagues]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        ticked = set(given.get("told", ()))
        mentioned, self.unknown = read_mentions(given.get("text", ""), self.colleagues)
        self.called = [
            each for each in self.colleagues if str(each.pk) in ticked or each in mentioned
        ]
        return given


def _named(user: Any) -> str:
    """Say who somebody is, and what calls them."""
    name = user.get_full_name() or user.get_username()
    return f"{name} (@{handle_of(user)})"
