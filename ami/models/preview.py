"""What a joined file shows, as pictures that staff may look at without opening it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from ami.models.attachment import Attachment, private_storage


def random_name(picture: PreviewPicture, filename: str) -> str:
    return f"apercus/{uuid.uuid4().hex}"


class Preview(models.Model):
    """That a joined file was drawn, or could not be; it leaves with the file.

    ``pages`` is how many the file has; none for one of which nothing could be drawn.
    """

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="preview")
    pages = models.PositiveIntegerField(default=0)
    drawn_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "aperçu"
        verbose_name_plural = "aperçus"

    def __str__(self) -> str:
        return f"aperçu {self.pk}"


class PreviewPicture(models.Model):
    """One page, as WebP."""

    preview = models.ForeignKey(Preview, models.CASCADE, related_name="pictures")
    page = models.PositiveSmallIntegerField(default=1)
    file = models.FileField(storage=private_storage, upload_to=random_name)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "image d’un aperçu"
        verbose_name_plural = "images d’un aperçu"
        ordering = ["page"]
        constraints = [
            models.UniqueConstraint(fields=["preview", "page"], name="one_picture_a_page")
        ]

    def __str__(self) -> str:
        return f"image {self.pk}"
