"""Giving a joined file to who may read it."""

from django.http import FileResponse, Http404

from ami.models import Attachment
from core.pages import files


def as_download(kept: Attachment, name: str = "") -> FileResponse:
    """Return a joined file, always to be saved, never shown as a page of the site.

    Args:
        name: another name than its own.

    Raises:
        Http404: the antivirus refused it or has not read it yet, or its bytes are gone.
    """
    if not kept.may_be_served:
        raise Http404
    return files.as_download(kept.file, name or kept.name)
