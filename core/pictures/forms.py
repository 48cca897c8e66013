"""The form of images in the admin, whatever the screen: one, several, chosen, replaced."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.forms.files import KeptFirst
from core.pictures.cleaning import UNREADABLE, CleanPicture, PictureRefused, clean, megapixels

HELP = (
    "{wagtail} {limit}\u00a0millions de pixels au plus, sans animation. Le lieu, la date, l’auteur "
    "et l’appareil que la photo porte en elle sont retirés\u00a0: écrivez l’auteur dans le crédit."
)


class PictureField(WagtailImageField):
    """An image, cleaned as soon as it is read: what the form then counts and compares is kept."""

    help_text: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages["invalid_image"] = UNREADABLE
        self.help_text = HELP.format(wagtail=self.help_text, limit=megapixels())

    def check_image_pixel_size(self, f: Any) -> None:
        """Leave the pixels to ``clean``: Wagtail decodes them all before it counts them."""

    def to_python(self, data: Any) -> CleanPicture | None:
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return clean(file)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal), code="invalid_image") from refusal


class PictureForm(KeptFirst, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if former := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=former.label, required=former.required, widget=former.widget
            )
