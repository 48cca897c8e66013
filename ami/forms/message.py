"""What a carrier writes to the service."""

from django import forms

from core.forms.fields import MultilineField

MAX_MESSAGE = 5000  # characters


class MessageForm(forms.Form):
    text = MultilineField(
        label="Votre message",
        max_length=MAX_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Écrivez votre message."},
    )

    @property
    def problems(self) -> list[dict[str, str]]:
        return [{"label": str(error), "url": "#id_text"} for error in self.errors.get("text", ())]
