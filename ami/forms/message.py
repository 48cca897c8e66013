"""What a carrier writes to the service."""

from django import forms

from ami.models import Message
from core.forms.fields import MultilineField
from core.forms.visitor_form import ProblemsMixin

MAX_MESSAGE = 5000  # characters


class MessageForm(ProblemsMixin, forms.Form):
    topic = forms.ChoiceField(
        label="Objet",
        choices=Message.Topic.choices,
        error_messages={
            "required": "Choisissez l’objet du message.",
            "invalid_choice": "Choisissez l’objet parmi ceux de la liste.",
        },
    )
    text = MultilineField(
        label="Votre message",
        max_length=MAX_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Écrivez votre message."},
    )
