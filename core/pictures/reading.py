"""A plug-in of Willow, by which Wagtail reads images: one that is cut counts as missing.

Wagtail shows a placeholder for an image that is missing, and breaks the whole screen on one that
cannot be decoded.
"""

import logging

from wagtail.images.models import SourceImageIOError
from willow.image import (
    AvifImageFile,
    HeicImageFile,
    ImageFile,
    JPEGImageFile,
    PNGImageFile,
    WebPImageFile,
)
from willow.plugins.pillow import PillowImage

logger = logging.getLogger(__name__)


def open_whole(image_file: ImageFile) -> PillowImage:
    """Decode *image_file*.

    Raises:
        SourceImageIOError: it is cut, or is no image.
    """
    try:
        return PillowImage.open(image_file)
    except Exception as error:  # decoders raise anything of a broken file
        name = getattr(image_file.f, "name", "")
        logger.warning("the image %s cannot be read: %s", name, error)
        raise SourceImageIOError(str(error)) from error


willow_converters = [
    (kind, PillowImage, open_whole)
    for kind in (AvifImageFile, HeicImageFile, JPEGImageFile, PNGImageFile, WebPImageFile)
]
