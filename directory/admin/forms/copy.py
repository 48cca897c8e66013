"""The form by which staff copy the sheet of a place, or an event."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.pages import CopyForm

from core.pages.routing import reserved_slugs


class PlainCopyForm(CopyForm):
    """Copies of pages that open data name by an identifier of their own.

    There is no alias: Wagtail gives it every field of its page, and the identifier would name two.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean_new_slug(self) -> str:
        """Refuse here what the page refuses when it is saved, where no form would say it."""
        slug: str = self.cleaned_data["new_slug"]
        if slug in reserved_slugs(self.page.get_parent().specific_class):
            raise ValidationError("Cette adresse est déjà celle d’une page du site.")
        return slug
