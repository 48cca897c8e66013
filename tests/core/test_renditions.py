"""Photos of a sheet: light, in several sizes, made before anyone waits for them, never broken."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django_tasks import default_task_backend
from wagtail.images import get_image_model
from wagtail.models import Page

from core.pictures.tasks import make_renditions_of_page
from tests.directory.full_places import full_place
from tests.editorial.media import image_value, make_image
from tests.editorial.pages import StandardPageFactory, block

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def publish(page: Page, capture: Callable[..., object]) -> None:
    with capture(execute=True):
        page.save_revision().publish()


def test_the_photos_of_a_sheet_are_offered_in_three_formats(client: Client) -> None:
    html = client.get(full_place().url).content.decode()

    for kind in ("avif", "webp", "jpeg"):
        assert html.count(f'<source type="image/{kind}"') == 2
    assert 'sizes="(min-width: 60rem) 22rem, 100vw"' in html
    assert 'sizes="(min-width: 60rem) 42rem, 100vw"' in html


def test_the_photos_of_a_sheet_are_ready_when_it_is_published(
    client: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    place = full_place()
    publish(place, django_capture_on_commit_callbacks)
    ready = set(get_image_model().get_rendition_model().objects.values_list("filter_spec"))
    assert ("width-480|format-avif",) in ready

    client.get(place.url)

    assert set(get_image_model().get_rendition_model().objects.values_list("filter_spec")) == ready


def test_the_images_of_an_editorial_page_are_ready_too(
    client: Client, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    image, cover = make_image(), make_image()
    page = StandardPageFactory(
        cover=cover,
        cover_decorative=True,
        cover_credit="Ada Démo",
        body=[block("image", image_value(image))],
    )

    publish(page, django_capture_on_commit_callbacks)

    for shown in (image, cover):
        made = set(shown.renditions.values_list("filter_spec", flat=True))
        assert {f"width-480|format-{kind}" for kind in ("avif", "webp", "jpeg")} <= made
    made = cover.renditions.count()
    client.get(page.url)
    assert cover.renditions.count() == made


def test_a_page_that_went_away_meanwhile_stops_nothing() -> None:
    assert make_renditions_of_page.call(999_999) == 0


def test_a_lost_size_of_a_photo_is_made_again(client: Client) -> None:
    place = full_place()
    client.get(place.url)
    for rendition in get_image_model().get_rendition_model().objects.all():
        Path(rendition.file.path).unlink()
    place.save()

    html = client.get(place.url).content.decode()

    shown = get_image_model().get_rendition_model().objects.filter(filter_spec__contains="width-")
    assert shown
    for rendition in shown:
        assert rendition.url in html
        assert Path(rendition.file.path).exists()


def test_a_photo_whose_file_is_lost_is_left_out(client: Client) -> None:
    place = full_place()
    get_image_model().get_rendition_model().objects.all().delete()
    Path(place.photos.get().image.file.path).unlink()
    place.save()

    html = client.get(place.url).content.decode()

    assert "<picture" not in html
    assert "figure__credit" not in html
    assert place.title in html


def later(settings: LazySettings) -> None:
    """Keep tasks for a worker, which has not come yet."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_a_photo_whose_sizes_are_not_made_yet_is_shown_and_costs_one_size(
    client: Client, settings: LazySettings
) -> None:
    place = full_place()
    image = place.photos.get().image
    image.renditions.all().delete()
    later(settings)

    pages = [client.get(place.url).content.decode() for _ in range(2)]

    made = image.renditions.filter(filter_spec__startswith="width-")
    assert [rendition.filter_spec for rendition in made] == ["width-480|format-jpeg"]
    assert all(f'src="{made.get().url}"' in html for html in pages)
    assert [result.args for result in default_task_backend.results] == [[image.pk]]

    for result in default_task_backend.results:
        result.task.call(*result.args)
    place.save()

    assert '<source type="image/avif"' in client.get(place.url).content.decode()
