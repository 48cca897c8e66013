"""The form of each subject of the sheet."""

from typing import Any

from django import forms
from django.urls import reverse_lazy

from ami.forms.fields import AmountField, NumberField
from core.forms.fields import (
    EmailsField,
    LinesField,
    PhoneField,
    PostcodeField,
    RnaField,
    SiretField,
    WebAddressField,
    WebsitesField,
)
from directory.forms.commune import CommuneField
from directory.forms.hours import HoursField, HoursWidget
from directory.forms.point import Point, PointField
from directory.forms.terms import terms_form
from directory.models import Formula, PlacePage, Room, Vocabulary
from directory.services.exports import presentation_of
from directory.services.imports.sheet import write_presentation
from normandie.espace.forms.base import SheetForm

SIMPLE_TAGS = ("<p>", "</p>", "<br/>", "<br>")
MAX_PRESENTATION = 10_000  # characters
FEW_LINES = forms.Textarea(attrs={"rows": 4})

ServiceTerms: Any = terms_form(
    [
        *(Vocabulary.SERVICE, Vocabulary.FEE, Vocabulary.ACCESS),
        *(Vocabulary.AUDIENCE, Vocabulary.CARE, Vocabulary.SUPPORT),
    ]
)
EquipmentTerms: Any = terms_form([Vocabulary.EQUIPMENT])
OfferTerms: Any = terms_form([Vocabulary.COWORKING])
IdentityTerms: Any = terms_form(
    [Vocabulary.KIND, Vocabulary.MOBILITY, Vocabulary.PROGRAMME, Vocabulary.TRAINING]
)


class HoursForm(SheetForm):
    hours = HoursField(
        label="Horaires",
        required=False,
        widget=HoursWidget(preview_url=reverse_lazy("espace:hours_preview")),
    )

    class Meta(SheetForm.Meta):
        fields = ("hours", "hours_note")
        help_texts = {
            "hours_note": "Ce que le tableau ne dit pas, par exemple «\u00a0sur rendez-vous le "
            "mardi\u00a0»."
        }


class ContactForm(SheetForm):
    class Meta(SheetForm.Meta):
        fields = (
            *("phone", "emails", "websites", "booking_url", "relay_url"),
            *("getting_there", "accessibility_url"),
        )
        field_classes = {
            "phone": PhoneField,
            "emails": EmailsField,
            "websites": WebsitesField,
            "booking_url": WebAddressField,
            "relay_url": WebAddressField,
            "accessibility_url": WebAddressField,
        }
        widgets = dict.fromkeys(("emails", "websites", "getting_there"), FEW_LINES)
        help_texts = {
            "phone": "Par exemple 02 31 00 00 00.",
            "emails": "Un par ligne\u00a0; le premier est celui qu’on montre d’abord.",
            "websites": "Une adresse par ligne, celle du lieu en premier.",
            "booking_url": "Page où l’on prend rendez-vous en ligne.",
            "relay_url": "Page d’où l’on vous joint en langue des signes ou par écrit.",
            "getting_there": "Arrêt de bus ou de car, gare, stationnement, entrée à trouver.",
            "accessibility_url": "Adresse de la fiche du lieu sur acceslibre.beta.gouv.fr.",
        }


class ServicesForm(ServiceTerms, SheetForm):
    """What the place does for its visitors, for whom and at what price."""


class EquipmentForm(EquipmentTerms, SheetForm):
    """What visitors may use."""


class FormulaForm(forms.ModelForm):
    class Meta:
        model = Formula
        fields = ("desk", "period", "price", "note")
        field_classes = {"price": AmountField}
        labels = {"price": "Prix TTC en euros"}


class RoomForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ("name", "capacity", "equipment", *Room.PRICES, "price_note")
        field_classes = {"capacity": NumberField, **dict.fromkeys(Room.PRICES, AmountField)}
        help_texts = dict.fromkeys(
            Room.PRICES, "TTC, en euros\u00a0; 0 si c’est gratuit, vide si vous ne le donnez pas."
        )


class OfferForm(OfferTerms, SheetForm):
    """What coworkers compare."""

    rows = {"formulas": FormulaForm, "rooms": RoomForm}

    class Meta(SheetForm.Meta):
        fields = ("seats", "download_speed")
        field_classes = {"seats": NumberField, "download_speed": NumberField}


class PresentationForm(SheetForm):
    text = forms.CharField(
        label="Présentation détaillée",
        required=False,
        max_length=MAX_PRESENTATION,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    class Meta(SheetForm.Meta):
        fields = ("summary",)
        widgets = {"summary": FEW_LINES}
        help_texts = {
            "summary": "Deux phrases pour qui ne connaît pas le lieu\u00a0: ce qu’on y fait, pour "
            "qui. 280 caractères au plus."
        }

    def __init__(self, data: Any = None, *, instance: PlacePage) -> None:
        super().__init__(data, instance=instance)
        self.initial["text"] = presentation_of(instance)
        self.fields["text"].help_text = "Un paragraphe par ligne."
        if _is_formatted(instance):
            self.fields["text"].help_text += (
                " Ce texte a des titres, des listes, du gras ou des liens\u00a0: si vous le "
                "changez ici, il devient du texte simple. Pour garder sa forme, écrivez à l’équipe."
            )

    def mine(self) -> PlacePage:
        place = super().mine()
        if "text" in self.changed_data:
            write_presentation(place, self.cleaned_data["text"])
        return place


class IdentityForm(IdentityTerms, SheetForm):
    """What the place is and where: always read by the team."""

    commune = CommuneField(label="Commune", max_length=80)
    point = PointField(
        label="Position sur la carte",
        required=False,
        help_text="Touchez la carte à l’entrée du lieu, ou écrivez les deux nombres.",
    )

    class Meta(SheetForm.Meta):
        fields = (
            *("title", "address", "address_extra", "postcode", "commune"),
            *("parent_structure", "siret", "rna", "other_labels"),
        )
        field_classes = {
            "postcode": PostcodeField,
            "siret": SiretField,
            "rna": RnaField,
            "other_labels": LinesField,
        }
        widgets = {"other_labels": FEW_LINES}
        labels = {"title": "Nom du lieu"}
        help_texts = {
            "title": "Celui que porte l’enseigne ou la porte.",
            "address": "Numéro et rue.",
            "address_extra": "Bâtiment, étage, lieu-dit.",
            "parent_structure": "L’association, la commune ou l’entreprise qui tient le lieu.",
        }

    field_order = (
        *("title", "terms_kind", "address", "address_extra", "postcode", "commune", "point"),
        *("terms_mobility", "parent_structure", "siret", "rna"),
        *("terms_programme", "terms_training", "other_labels"),
    )

    def __init__(self, data: Any = None, *, instance: PlacePage) -> None:
        super().__init__(data, instance=instance)
        self.initial["commune"] = str(instance.commune)
        if instance.latitude is not None and instance.longitude is not None:
            self.initial["point"] = Point(instance.latitude, instance.longitude)
        commune = instance.commune
        widget = self.fields["point"].widget
        widget.map.centre = Point(commune.latitude, commune.longitude)

    def mine(self) -> PlacePage:
        place = super().mine()
        point = self.cleaned_data["point"]
        place.latitude = point.latitude if point else None
        place.longitude = point.longitude if point else None
        return place


def _is_formatted(place: PlacePage) -> bool:
    """Whether the presentation holds more than paragraphs: what a plain text would lose."""
    html = "".join(block["value"] for block in place.body.raw_data if block["type"] == "text")
    for tag in SIMPLE_TAGS:
        html = html.replace(tag, "")
    return "<" in html
