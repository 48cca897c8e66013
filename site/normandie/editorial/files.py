"""Documents as pages show them: their format and size, and nothing when the file is gone."""

from dataclasses import dataclass

from wagtail.documents.models import AbstractDocument

from core.text.formats import file_size


@dataclass(frozen=True, slots=True)
class File:
    """A document that visitors may download; ``details`` such as « PDF, 1,2 Mo »."""

    title: str
    url: str
    details: str


def file_of(document: AbstractDocument | None) -> File | None:
    """Return what a page shows of *document*; None when its file is missing."""
    if document is None or not document.file.storage.is_shown(document.file.name):
        return None
    size = document.get_file_size()
    details = [document.file_extension.upper(), file_size(size) if size else ""]
    return File(document.title, document.url, ", ".join(filter(None, details)))
