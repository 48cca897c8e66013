"""What a lead types about a bordereau of elimination."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from ami.admin.forms.base import area
from ami.attachments import AttachmentRefused, check_file
from ami.forms.fields import NumberField
from ami.models import Bordereau
from ami.services.attachments import clean_name

SCANS = (".pdf", ".jpg", ".jpeg", ".png")


class BordereauForm(forms.Form):
    """About *bordereau*, in the version that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bordereau: Bordereau, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bordereau = bordereau
        self.fields["version"].initial = bordereau.version


class VisaForm(BordereauForm):
    on = forms.DateField(
        label="Date du visa", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    by = forms.CharField(
        label="Service d’archives",
        max_length=200,
        help_text="Par exemple «\u00a0Archives départementales "
        f"{settings.REGION.of_departement}\u00a0».",
    )
    reference = forms.CharField(label="Référence du visa", max_length=100)
    scan = forms.FileField(
        label="Bordereau visé",
        required=False,
        help_text="Une copie du bordereau signé, en PDF ou en image. Elle reste avec lui.",
        widget=forms.FileInput(attrs={"accept": ",".join(SCANS)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.bordereau.visa_on
        self.fields["by"].initial = self.bordereau.visa_by
        self.fields["reference"].initial = self.bordereau.visa_reference

    def clean_on(self) -> Any:
        """A visa is given after the bordereau was made, and before now."""
        given = self.cleaned_data["on"]
        if given > timezone.localdate():
            raise forms.ValidationError("Cette date est à venir.")
        if given < timezone.localdate(self.bordereau.proposed_at):
            raise forms.ValidationError("Le bordereau n’était pas encore fait à cette date.")
        return given

    def clean_scan(self) -> Any:
        scan = self.cleaned_data.get("scan")
        if not scan:
            return None
        name = clean_name(scan.name or "")
        if not name.lower().endswith(SCANS):
            raise forms.ValidationError("Joignez un PDF ou une image.")
        try:
            check_file(scan, name)
        except AttachmentRefused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        return scan


class DestroyForm(BordereauForm):
    count = NumberField(
        label="Nombre de dossiers à détruire",
        help_text="Tapez-le en chiffres, pour confirmer.",
    )


class AbandonForm(BordereauForm):
    reason = area(
        "Motif", 1000, help_text="Sans nom de personne\u00a0: il reste avec le bordereau."
    )
