"""Renditions of images, made apart from requests: encoding one image takes a second or more."""

from functools import partial

from django.core.cache import cache
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from core.background import run_in_background
from core.pictures import renditions

ASKED_AGAIN_AFTER = 600  # seconds, should the task be lost, or the file of the image


def ask_for_renditions(image: AbstractImage) -> None:
    """Have the renditions of *image* made soon; once, however often they are missed."""
    if _is_first(image):
        make_renditions.enqueue(image.pk)


def ask_beside_a_page(image: AbstractImage) -> bool:
    """Ask the same for a page that misses them, and does not wait for the queue to be written.

    Return whether they were not asked for yet.
    """
    first = _is_first(image)
    if first:
        run_in_background(partial(make_renditions.enqueue, image.pk))
    return first


@task()
def make_renditions(image_pk: int) -> None:
    """Make the renditions of an image, unless it went away meanwhile."""
    image = get_image_model().objects.filter(pk=image_pk).first()
    if image is not None and renditions.make_renditions(image):
        cache.delete(_asked(image_pk))


def _is_first(image: AbstractImage) -> bool:
    return bool(cache.add(_asked(image.pk), True, ASKED_AGAIN_AFTER))


def _asked(image_pk: int) -> str:
    return f"pictures.asked.{image_pk}"
