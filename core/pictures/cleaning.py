"""Images as they are kept: upright, whole, and with nothing but what they show.

What a camera writes beside the image (where it was taken, when, by whom, with what) tells strangers
where people live and work: GDPR, article 5.1.c. See docs/decisions/0021-pictures.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.images import ImageFile
from PIL import Image, ImageOps, JpegImagePlugin
from pillow_heif import register_heif_opener

register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
# MPO is a JPEG with other images behind it. HEIF comes from phones, few browsers show it, and to
# encode it again takes a quarter of a minute.
KEPT_AS_JPEG = ("JPEG", "MPO", "HEIF")
MAY_MOVE = ("PNG", "WEBP", "AVIF")  # the others may bear several images, none after another
EXTENSIONS = frozenset(
    {".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
)
# What an image needs to show its own colours.
KEPT = ("icc_profile", "transparency")
# What decoders tell of the coding itself.
OF_THE_CODING = (
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"),
    *("adobe", "adobe_transform", "loop", "background", "timestamp", "duration"),
)
QUALITY = 90  # of the formats that do not say with which one they were made

UNREADABLE = (
    "Cette image est illisible\u00a0: son fichier est incomplet, ou n’est pas celui d’une image "
    "fixe. Ouvrez-la sur votre ordinateur, enregistrez-la de nouveau, puis renvoyez-la."
)
TOO_MANY_PIXELS = (
    "Cette image est trop grande\u00a0: {limit} millions de pixels au plus. Réduisez-la, puis "
    "renvoyez-la."
)
ANIMATED = "Cette image est animée\u00a0: le site ne montre que des images fixes."


class PictureRefused(ValueError):
    """An image that is not kept; its text says why to who sent it."""


class CleanPicture(ContentFile, ImageFile):
    """The content of an image that holds nothing but what it shows; of *width* by *height*."""


def is_picture(name: str) -> bool:
    """Whether browsers show the file *name* as an image."""
    return PurePath(name).suffix.lower() in EXTENSIONS


def megapixels() -> int:
    """Return how many millions of pixels an image may have."""
    return int(settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000)


def clean(file: File) -> CleanPicture:
    """Return the image of *file* alone, upright, named after the format in which it is kept.

    Its pixels are counted before they are decoded: a file of some kilobytes may hold hundreds of
    millions.

    Raises:
        PictureRefused: it cannot be decoded to its end, has too many pixels, or moves.
    """
    with _opened(file) as image:
        return CleanPicture(_encoded(image), name=_name(file, image))


def refuse_unless_picture(file: File) -> None:
    """Look at the first bytes of *file*.

    Raises:
        OSError: they begin no image that the site keeps.
    """
    with Image.open(file, formats=FORMATS):
        file.seek(0)


def is_clean(file: File) -> bool:
    """Whether *file* holds nothing that ``clean`` would leave out; when in doubt, it does.

    Raises:
        PictureRefused: as ``clean``.
    """
    with _opened(file) as image:
        image.load()
        return (
            image.format in FORMATS
            and set(image.info) <= {*KEPT, *OF_THE_CODING}
            and not getattr(image, "private_chunks", ())
            and all(_is_of_the_coding(*segment) for segment in getattr(image, "applist", ()))
        )


def _is_of_the_coding(marker: str, data: bytes) -> bool:
    """Whether a segment of a JPEG serves to decode it (ISO/IEC 10918-1, JFIF, ICC.1)."""
    beginnings = {"APP0": b"JFIF", "APP2": b"ICC_PROFILE", "APP14": b"Adobe"}
    return marker in beginnings and data.startswith(beginnings[marker])


@contextmanager
def _opened(file: File) -> Iterator[Image.Image]:
    """Open the image of *file*, and say of whatever it breaks that the image is refused."""
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as image:
            _refuse(image)
            yield image
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(TOO_MANY_PIXELS.format(limit=megapixels())) from error
    except Exception as error:  # decoders raise anything of a broken file
        raise PictureRefused(UNREADABLE) from error
    finally:
        file.seek(0)


def _refuse(image: Image.Image) -> None:
    if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise PictureRefused(TOO_MANY_PIXELS.format(limit=megapixels()))
    if image.format in MAY_MOVE and getattr(image, "is_animated", False):
        raise PictureRefused(ANIMATED)


def _name(file: File, image: Image.Image) -> str | None:
    if file.name and image.format == "HEIF":
        return str(PurePath(file.name).with_suffix(".jpg"))
    return file.name


def _encoded(image: Image.Image) -> bytes:
    file_format = "JPEG" if image.format in KEPT_AS_JPEG else image.format
    options = _options(image)
    upright = ImageOps.exif_transpose(image)
    if image.format == "HEIF":
        upright = upright.convert("RGB")  # JPEG knows no transparency
    upright.info = {key: upright.info[key] for key in KEPT if key in upright.info}
    profile = upright.info.get("icc_profile")
    output = BytesIO()
    upright.save(output, file_format, icc_profile=profile, **options)
    return output.getvalue()


def _options(image: Image.Image) -> dict[str, Any]:
    """Return how to encode *image*: as it was, as far as its format tells."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return {
            "qtables": image.quantization,
            "subsampling": JpegImagePlugin.get_sampling(image),
            "progressive": "progressive" in image.info,
        }
    return {} if image.format == "PNG" else {"quality": QUALITY}
