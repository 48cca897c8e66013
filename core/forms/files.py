"""Forms that keep a file: what the disk or the store refuses is said beside the field."""

import logging

from django import forms
from django.utils.text import capfirst
from wagtail.documents.forms import BaseDocumentForm

from core.stored_files import NOT_KEPT

logger = logging.getLogger(__name__)


class KeptFirst(forms.ModelForm):
    """Keeps its file once all the rest is right, before it is called valid.

    Kept by the row, as Django does, it would fail after that, and what was typed would be lost.
    """

    file_field = "file"

    def is_all_right(self) -> bool:
        """Whether what is sent with this form is right too: else its file is for nobody."""
        return True

    def full_clean(self) -> None:
        super().full_clean()
        name = self.file_field
        if not self.is_bound or self.errors or name not in self.fields:
            return
        if name not in self.changed_data or not self.cleaned_data.get(name):
            return
        if not self.is_all_right():
            return
        sent = getattr(self.instance, name)
        content = sent.file
        try:
            sent.save(sent.name, content, save=False)
            getattr(self.instance, name).file = content  # what measures it reads what was sent
        except OSError as error:
            logger.error("a file is not kept (%s)", type(error).__name__)
            self.add_error(name, capfirst(NOT_KEPT))


class DocumentForm(KeptFirst, BaseDocumentForm):
    """That of the documents of Wagtail, whatever the screen."""
