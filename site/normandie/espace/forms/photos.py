"""Photos of the sheet: one is added, those that are there are told, ordered, taken away."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.forms.formsets import BaseFormSet, formset_factory

from core.pictures.forms import PictureField
from core.pictures.renditions import read_renditions
from core.pictures.responsive import Picture, picture
from directory.models import PlacePage, PlacePhoto
from directory.units import details
from normandie.espace.forms.base import MAX_ROWS, SheetForm

GONE = "Cette photo n’est plus sur la fiche\u00a0: ouvrez de nouveau la page."


class PhotoWordsForm(forms.ModelForm):
    """What is said of a photo."""

    class Meta:
        model = PlacePhoto
        fields = ("alt_text", "credit")
        labels = {"alt_text": "Ce que montre la photo", "credit": "Auteur de la photo"}
        error_messages = {"alt_text": {"required": "Dites en une phrase ce qu’on y voit."}}
        help_texts = {
            "alt_text": "En une phrase, pour qui ne la voit pas\u00a0: «\u00a0La salle, avec six "
            "ordinateurs\u00a0»."
        }


class NewPhotoForm(PhotoWordsForm):
    """A photo as a phone sends it: cleaned as it is read (``core.pictures``)."""

    file = PictureField(label="Photo")
    field_order = ("file", "alt_text", "credit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "id_new_%s"} | kwargs)
        self.fields["file"].widget = forms.FileInput(attrs={"accept": "image/*"})
        self.fields["file"].error_messages["required"] = "Choisissez une photo."
        self.fields["file"].help_text = (
            "Prise avec un téléphone ou choisie dans vos images. Le lieu, la date et l’appareil "
            "qu’elle porte en elle sont retirés."
        )

    @property
    def problems(self) -> list[dict[str, str]]:
        return [
            {"label": f"{self[name].label}\u00a0: {error}", "url": f"#{self[name].id_for_label}"}
            for name, errors in self.errors.items()
            if name in self.fields
            for error in errors
        ]


class PhotoForm(PhotoWordsForm):
    """A photo that is on the sheet."""

    image_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, photos: list[PlacePhoto], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.photos = {photo.image_id: photo for photo in photos}
        names = {1: "1 (dans les listes)"}
        numbers = range(1, len(photos) + 1)
        self.fields["position"] = forms.TypedChoiceField(
            label="Place", coerce=int, choices=[(each, names.get(each, each)) for each in numbers]
        )

    def clean_image_id(self) -> int:
        key: int = self.cleaned_data["image_id"]
        if key not in self.photos:
            raise ValidationError(GONE)
        return key

    @property
    def picture(self) -> Picture | None:
        """The photo that the row is about, to be shown beside it."""
        try:
            photo = self.photos.get(int(self["image_id"].value()))
        except (TypeError, ValueError):
            return None
        return picture(photo.image, photo.alt_text) if photo else None


class PhotosForm(SheetForm):
    """The photos of the sheet: their words, their order, which ones stay."""

    def __init__(self, data: Any = None, *, instance: PlacePage) -> None:
        super().__init__(data, instance=instance)
        photos = list(instance.photos.all())
        prefetch_related_objects(photos, "image")
        read_renditions(photo.image for photo in photos)
        kind = formset_factory(
            PhotoForm, extra=0, can_delete=True, max_num=MAX_ROWS, absolute_max=MAX_ROWS
        )
        initial = [
            {
                "image_id": photo.image_id,
                "alt_text": photo.alt_text,
                "credit": photo.credit,
                "position": number,
            }
            for number, photo in enumerate(photos, start=1)
        ]
        formset: BaseFormSet = kind(
            data, prefix="photos", initial=initial, form_kwargs={"photos": photos}
        )
        for row in formset:
            row.fields["DELETE"].label = "Retirer cette photo"
        self.lists = {"photos": formset}

    def mine(self) -> PlacePage:
        rows = [
            (_rank(row.cleaned_data["position"], number), row.cleaned_data)
            for number, row in enumerate(self.lists["photos"], start=1)
            if not row.cleaned_data.get("DELETE")
        ]
        ordered = [row for _, row in sorted(rows, key=lambda ranked: ranked[0])]
        self.instance.photos = details("photos", ordered)
        return self.instance


def _rank(asked: int, now: int) -> tuple[int, int]:
    """Return where a photo goes: one that moves takes the place from the one that stood there."""
    return asked, (asked > now) - (asked < now)
