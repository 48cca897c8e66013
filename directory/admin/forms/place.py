"""The form by which staff edit the sheet of a place."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from directory.hours.forms import HoursField
from directory.models.vocabulary import Vocabulary

from .fields import (
    CompactField,
    DegreesField,
    LinesField,
    PhoneField,
    Point,
    PointField,
    WebsitesField,
)
from .terms import terms_form

REGION_ZOOM, COMMUNE_ZOOM, PLACE_ZOOM = 8, 13, 16

# One group of checkboxes for each closed list: together they make ``PlacePage.terms``.
TermsForm: Any = terms_form(Vocabulary)


class PlacePageForm(TermsForm, WagtailAdminPageForm):
    """Sheet of a place.

    Two things are not stored as they are shown: ``terms`` is cut into one field per closed list,
    and the point of the map fills ``latitude`` and ``longitude``, which can be typed as well (they
    win when both change, for they are what one reads).
    """

    hours = HoursField(label="Horaires", required=False)
    point = PointField(
        label="Position sur la carte",
        required=False,
        help_text="Cliquez sur la carte ou déplacez le repère\u00a0: la latitude et la longitude "
        "suivent. Vous pouvez aussi les saisir.",
    )
    verified_today = forms.BooleanField(
        label="J’ai vérifié cette fiche aujourd’hui",
        required=False,
        help_text="Cochez quand vous avez relu toute la fiche avec le lieu\u00a0: la date de "
        "vérification devient celle du jour.",
    )

    class Meta(WagtailAdminPageForm.Meta):
        field_classes = {
            "siret": CompactField,
            "rna": CompactField,
            "postcode": CompactField,
            "phone": PhoneField,
            "emails": LinesField,
            "websites": WebsitesField,
            "other_labels": LinesField,
            "latitude": DegreesField,
            "longitude": DegreesField,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._formerly_verified_on = self.instance.verified_on
        self._place_the_map()
        if self.instance.source_id and "source" in self.fields:
            self.fields["source"].disabled = True
            self.fields[
                "source"
            ].help_text = "Cette fiche est importée\u00a0: sa source ne se modifie pas ici."

    def _place_the_map(self) -> None:
        place, widget = self.instance, self.fields["point"].widget
        if place.latitude is not None and place.longitude is not None:
            self.initial["point"] = str(Point(place.latitude, place.longitude))
            widget.zoom = PLACE_ZOOM
        elif place.commune_id:
            widget.centre = (place.commune.latitude, place.commune.longitude)
            widget.zoom = COMMUNE_ZOOM
        else:
            widget.zoom = REGION_ZOOM

    def clean_postcode(self) -> str:
        postcode = self.cleaned_data["postcode"]
        if postcode and not re.fullmatch(r"\d{5}", postcode):
            raise ValidationError("Un code postal compte cinq chiffres.")
        return postcode

    def clean_verified_on(self) -> Any:
        verified_on = self.cleaned_data["verified_on"]
        if verified_on and verified_on > timezone.localdate():
            raise ValidationError("Cette date est dans l’avenir.")
        return verified_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("verified_today"):
            cleaned["verified_on"] = timezone.localdate()
        if cleaned.get("verified_on") != self._formerly_verified_on:
            self.instance.verified_here = True
        moved = set(self.changed_data)
        point = cleaned.get("point")
        if point and "point" in moved and not moved & {"latitude", "longitude"}:
            cleaned["latitude"], cleaned["longitude"] = point.latitude, point.longitude
        return cleaned
