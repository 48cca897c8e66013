"""Images and documents, which pages show: what follows when one changes, or would be lost.

Pages themselves renew what is kept by the frame, which names them (``normandie.frame.signals``).
"""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from core.cache import renew_site_version
from core.pictures.renditions import renditions_made

from .protection import refuse_if_used


def connect() -> None:
    """Listen to what changes; called when the app is ready."""
    for model in (get_image_model(), get_document_model()):
        post_save.connect(renew_site_version, model)
        post_delete.connect(renew_site_version, model)
        pre_delete.connect(refuse_if_used, model)
    renditions_made.connect(renew_site_version)
