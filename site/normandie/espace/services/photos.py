"""A photo more on the sheet of a place."""

import logging
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.utils.file import hash_filelike

from core.limits import HOUR, LimitExceeded, RateLimit, check_limits
from core.pictures.cleaning import CleanPicture
from core.stored_files import NOT_KEPT
from directory.models import PlacePage
from directory.units import MAX_PHOTOS, details, facts_of, version_of
from normandie.espace.publication import Outcome
from normandie.espace.services.sheet import change_sheet, edited, lock_sheet

logger = logging.getLogger(__name__)

MAX_PER_HOUR = 30  # photos that one person sends: they are kept, even those taken away since


class PhotoRefused(Exception):
    """Says why in French."""


@transaction.atomic
def add_photo(
    place: PlacePage, user: Any, *, file: CleanPicture, alt_text: str, credit: str
) -> Outcome | None:
    """Put the photo *file* after those of *place*, as any change of the sheet.

    Raises:
        PhotoRefused: there are enough, it is there already, this person sent many, or it cannot be
            kept.
        SheetLocked: see ``change_sheet``.
    """
    sheet = edited(lock_sheet(place))
    photos = list(sheet.photos.all())
    if len(photos) >= MAX_PHOTOS:
        raise PhotoRefused(f"Il y a déjà {MAX_PHOTOS} photos\u00a0: retirez-en une d’abord.")
    file_hash = hash_filelike(file)
    if any(photo.image.file_hash == file_hash for photo in photos):
        raise PhotoRefused("Cette photo est déjà sur la fiche.")
    count_photo(user)
    image = keep_image(
        title=f"{place.title}\u00a0: {alt_text}"[:255],
        file=file,
        uploaded_by_user=user,
        file_hash=file_hash,
        file_size=file.size,
    )
    opened = version_of(sheet, ["photos"])
    rows = [facts_of(photo, "photos") for photo in photos]
    rows.append({"image_id": image.pk, "alt_text": alt_text, "credit": credit})
    sheet.photos = details("photos", rows)
    sent = change_sheet(place, user, sheet, opened, units=("photos",), sensitive=False)
    return sent.outcome


def keep_image(**fields: Any) -> AbstractImage:
    """Return a new image of these *fields*.

    Raises:
        PhotoRefused: the disk or the store did not take its file.
    """
    try:
        return get_image_model().objects.create(**fields)
    except OSError as error:
        logger.error("a photo is not kept (%s)", type(error).__name__)
        raise PhotoRefused(capfirst(NOT_KEPT)) from error


def count_photo(user: Any) -> None:
    """Count one more among those that *user* sends, to the sheet or to a workshop.

    Raises:
        PhotoRefused: this person sent many.
    """
    try:
        check_limits([RateLimit("espace-photos", MAX_PER_HOUR, HOUR, (str(user.pk),))])
    except LimitExceeded as refusal:
        raise PhotoRefused(
            "Vous avez envoyé beaucoup de photos\u00a0: réessayez dans une heure."
        ) from refusal
