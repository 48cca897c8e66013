"""Work done apart from requests."""

from django_tasks import task
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from directory.pictures import SHARED, picture, read_renditions, single


@task()
def make_pictures(page_pk: int) -> int:
    """Make all the sizes of the images of a page; return how many images it shows.

    Encoding takes a second an image: the first visitor must not wait for it.
    """
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
    read_renditions(images)
    for image in images:
        picture(image, "")
        single(image, SHARED)
    return len(images)
