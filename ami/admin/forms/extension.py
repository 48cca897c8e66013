"""The form by which staff give one file a later deadline."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.widgets import AdminDateTimeInput

from ami.models import Dossier
from ami.services.extension import LONGEST, WrongDate, check_date
from core.text.formats import closing_moment


class ExtensionForm(forms.Form):
    """Until when, why, and the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.DateTimeField(label="Nouvelle limite", widget=AdminDateTimeInput)
    reason = forms.CharField(
        label="Motif",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Il reste dans l’historique\u00a0; le porteur ne le voit pas.",
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.fields["version"].initial = dossier.version
        self.fields["until"].initial = dossier.extended_until
        closes = dossier.call.closes_at
        said = f"L’appel se clôt le {closing_moment(closes)}\u00a0; " if closes else ""
        self.fields[
            "until"
        ].help_text = (
            f"{said}au plus {LONGEST.days} jours après. L’appel reste clos pour les autres."
        )

    def clean_until(self) -> datetime:
        until: datetime = self.cleaned_data["until"]
        try:
            check_date(self.dossier, until)
        except WrongDate as refusal:
            raise ValidationError(refusal.message) from refusal
        return until
