"""« Prolonger le dépôt »: what staff may do of a draft."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from ami.admin.actions import DossierFormView
from ami.models import Dossier
from ami.services.extension import LONGEST, WrongDate, check_date, extend
from core.admin.incoming.views import what_happened
from core.text.formats import closing_moment
from core.workflow import AlreadyChanged, WorkflowError


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


class ExtendView(DossierFormView):
    """A later deadline for one draft, and why."""

    form_class = ExtensionForm
    page_title = "Prolonger le dépôt"
    header_icon = "date"
    submit_button_label = "Prolonger"

    def why_not(self) -> str:
        """What is deposited waits for nothing more."""
        if self.dossier.is_draft:
            return ""
        return "Ce dossier est déjà déposé\u00a0: rien n’est à prolonger."

    def get_page_subtitle(self) -> str:
        return f"{self.dossier}, {self.dossier.call.title}"

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"dossier": self.dossier}

    def form_valid(self, form: ExtensionForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            if given["version"] != self.dossier.version:
                raise AlreadyChanged
            extend(self.dossier, given["until"], self.actor, reason=given["reason"])
        except WorkflowError as refusal:
            self.dossier.refresh_from_db()
            form.data = dict(form.data.items()) | {"version": str(self.dossier.version)}
            table = self.dossier.call_kind.transitions
            form.add_error(None, what_happened(self.dossier, table, refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"Ce dossier peut être déposé jusqu’au {closing_moment(given['until'])}. Le "
            "porteur en est averti par courriel.",
        )
        return super().form_valid(form)
