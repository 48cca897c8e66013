"""Sizes of images, made apart from requests: encoding takes a second or more for each image."""

from django.core.cache import cache
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex

from core.pictures import renditions

ASKED_AGAIN_AFTER = 600  # seconds, should the task be lost


def ask_for_renditions(image: AbstractImage) -> None:
    """Have the sizes of *image* made soon; once, however many visitors miss them."""
    if cache.add(_asked(image.pk), True, ASKED_AGAIN_AFTER):
        make_renditions.enqueue(image.pk)


@task()
def make_renditions(image_pk: int) -> None:
    """Make the sizes of an image, unless it went away meanwhile."""
    image = get_image_model().objects.filter(pk=image_pk).first()
    if image is not None:
        renditions.make_renditions(image)
    cache.delete(_asked(image_pk))


@task()
def make_renditions_of_page(page_pk: int) -> int:
    """Make the sizes of the images of a page; return how many images it shows."""
    page = Page.objects.filter(pk=page_pk).first()
    if page is None:
        return 0
    Image = get_image_model()
    references = ReferenceIndex.get_references_for_object(page)
    ids = {
        int(reference.to_object_id)
        for reference in references.select_related("to_content_type")
        if reference.to_content_type.model_class() is Image
    }
    images = list(Image.objects.filter(pk__in=ids))
    renditions.read_renditions(images)
    for image in images:
        renditions.make_renditions(image)
    return len(images)


def _asked(image_pk: int) -> str:
    return f"pictures.asked.{image_pk}"
