"""The form by which staff edit the sheet of a place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from core.forms.fields import (
    DegreesField,
    EmailsField,
    LinesField,
    PhoneField,
    PostcodeField,
    RnaField,
    SiretField,
    WebsitesField,
)
from directory.forms.hours import HoursField, HoursWidget
from directory.forms.terms import terms_form
from directory.models.vocabulary import Vocabulary

# One group of checkboxes for each closed list: together they make ``PlacePage.terms``.
TermsForm: Any = terms_form(Vocabulary)


class PlacePageForm(TermsForm, WagtailAdminPageForm):
    """Sheet of a place: ``terms`` is cut into one field per closed list."""

    hours = HoursField(
        label="Horaires",
        required=False,
        widget=HoursWidget(preview_url=reverse_lazy("directory_hours_preview")),
    )
    verified_today = forms.BooleanField(
        label="J’ai vérifié cette fiche aujourd’hui",
        required=False,
        help_text="Cochez quand vous avez relu toute la fiche avec le lieu\u00a0: la date de "
        "vérification devient celle du jour.",
    )

    class Meta(WagtailAdminPageForm.Meta):
        field_classes = {
            "siret": SiretField,
            "rna": RnaField,
            "postcode": PostcodeField,
            "phone": PhoneField,
            "emails": EmailsField,
            "websites": WebsitesField,
            "other_labels": LinesField,
            "latitude": DegreesField,
            "longitude": DegreesField,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._formerly_verified_on = self.instance.verified_on
        if "postcode" in self.fields:
            self.fields["postcode"].required = False  # that of the commune: see ``clean``
        if self.instance.source_id and "source" in self.fields:
            self.fields["source"].disabled = True
            self.fields[
                "source"
            ].help_text = "Cette fiche est importée\u00a0: sa source ne se modifie pas ici."

    def clean_verified_on(self) -> Any:
        verified_on = self.cleaned_data["verified_on"]
        if verified_on and verified_on > timezone.localdate():
            raise ValidationError("Cette date est dans l’avenir.")
        return verified_on

    def clean_summary(self) -> str:
        return " ".join(self.cleaned_data["summary"].split())  # one line, however it was typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self._fill_postcode(cleaned)
        if cleaned.get("verified_today"):
            cleaned["verified_on"] = timezone.localdate()
        if cleaned.get("verified_on") != self._formerly_verified_on:
            self.instance.verified_here = True
        return cleaned

    def _fill_postcode(self, cleaned: dict[str, Any]) -> None:
        """Take the postcode of the commune; ask which, where it has several."""
        commune = cleaned.get("commune")
        if commune is None or "postcode" not in cleaned or cleaned["postcode"]:
            return
        known = commune.postcodes.split()
        if len(known) == 1:
            cleaned["postcode"] = known[0]
        else:
            choices = " ou ".join(known)
            self.add_error("postcode", f"Cette commune en a plusieurs\u00a0: {choices}.")
