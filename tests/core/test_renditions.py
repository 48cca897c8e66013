"""Photos of a sheet: light, in several sizes, made before anyone waits for them, never broken."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from django_tasks import default_task_backend
from wagtail.images import get_image_model

from core.pictures.renditions import SPECS
from core.pictures.tasks import make_renditions
from tests.browser.pages import make_demo_pages
from tests.directory.full_places import full_place, make_image
from tests.factories import AgendaPageFactory, EventPageFactory, HomePageFactory
from tests.partners.factories import a_partner, the_partners
from tests.reading import parsed
from tests.test_consistency import CODE, ROOT, TEMPLATES, name, python_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]

Rendition = get_image_model().get_rendition_model()


def test_the_photos_of_a_sheet_are_offered_in_three_formats(client: Client) -> None:
    html = client.get(full_place().url).content.decode()

    for kind in ("avif", "webp", "jpeg"):
        assert html.count(f'<source type="image/{kind}"') == 2
    assert 'sizes="(min-width: 60rem) 42rem, 100vw"' in html
    assert 'sizes="(min-width: 60rem) 42rem, 100vw"' in html


def test_all_the_renditions_of_an_image_are_ready_soon_after_it_came(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image()

    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert made == set(SPECS)


def test_what_is_cut_around_the_point_of_interest_follows_it(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = make_image()
    image.focal_point_x, image.focal_point_y = 200, 300
    image.focal_point_width = image.focal_point_height = 100

    with django_capture_on_commit_callbacks(execute=True):
        image.save()

    around = image.renditions.exclude(focal_point_key="").values_list("filter_spec", flat=True)
    assert set(around) == {spec for spec in SPECS if spec.startswith("fill-")}


def test_an_image_that_went_away_meanwhile_stops_nothing() -> None:
    make_renditions.call(999_999)


def test_a_lost_size_of_a_photo_is_made_again(client: Client) -> None:
    place = full_place()
    client.get(place.url)
    for rendition in Rendition.objects.all():
        Path(rendition.file.path).unlink()
    place.save()

    html = client.get(place.url).content.decode()

    shown = Rendition.objects.filter(filter_spec__contains="width-")
    assert shown
    for rendition in shown:
        assert rendition.url in html
        assert Path(rendition.file.path).exists()


def test_a_photo_whose_file_is_lost_is_left_out(client: Client) -> None:
    place = full_place()
    Rendition.objects.all().delete()
    Path(place.photos.get().image.file.path).unlink()
    place.save()

    html = client.get(place.url).content.decode()

    assert "<picture" not in html
    assert "figure__credit" not in html
    assert place.title in html


def later(settings: LazySettings) -> None:
    """Keep tasks for a worker, which has not come yet."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def work() -> None:
    """Do what was kept for a worker."""
    for result in default_task_backend.results:
        result.task.call(*result.args)


def pages_with_images() -> dict[str, str]:
    """Make a page of each sort that shows images; return their addresses."""
    place = full_place()
    tomorrow = timezone.localdate() + timedelta(days=1)
    event = EventPageFactory(
        place=place, starts_on=tomorrow, image=make_image("Un robot", "maroon"), image_alt="Robot"
    )
    editorial, _ = make_demo_pages()
    a_partner(logo=make_image("Logo", "teal"), logo_credit="Une ville")
    return {
        "home": HomePageFactory().url,
        "list": "/annuaire/",
        "map": "/annuaire/carte/",
        "compare": f"/annuaire/comparer/?lieu={place.slug}",
        "search": "/recherche/?q=phare",
        "agenda": AgendaPageFactory().url,
        "sheet": place.url,
        "event": event.url,
        "poster": f"{event.url}affiche/",
        "editorial": editorial.url,
        "partners": the_partners().url,
    }


def test_no_rendition_is_made_while_a_visitor_waits(client: Client, settings: LazySettings) -> None:
    later(settings)
    pages = pages_with_images()

    before = {page: client.get(address) for page, address in pages.items()}

    assert {answer.status_code for answer in before.values()} == {200}
    assert not Rendition.objects.exists()
    for page in ("sheet", "event", "editorial"):  # the images show meanwhile, as they are kept
        assert parsed(before[page]).select_one(".picture__image[src*='original_images']"), page

    work()

    now = {page: parsed(client.get(address)) for page, address in pages.items()}
    for page in ("sheet", "event", "editorial"):
        assert now[page].select_one("source[type='image/avif']"), page
        assert ".fill-1200x630" in now[page].select_one("meta[property='og:image']")["content"]
        assert not now[page].select("[src*='original_images']"), page
    assert now["list"].select_one("img[src*='.fill-400x260']")
    assert now["partners"].select_one("img[src*='.max-320x160']")


def test_an_image_is_asked_for_once_however_many_miss_it(
    client: Client, settings: LazySettings
) -> None:
    later(settings)
    place = full_place()

    for _ in range(3):
        place.save()  # what is kept is read again
        client.get(place.url)

    asked = [each.args for each in default_task_backend.results if each.task == make_renditions]
    assert asked == [[place.photos.get().image.pk]]


# A spec of Wagtail, or one of its ways to have a rendition made.
SIZED = re.compile(
    r"""["'|](?:fill|max|min|width|height|scale)-\d+|format-(?:avif|gif|heic|jpeg|png|webp)"""
    r"""|\bget_renditions?\(|{%\s*(?:image|image_url|picture|srcset_image)\s"""
)


def test_no_rendition_is_asked_for_outside_the_table() -> None:
    sources = [*python_files(*CODE), *TEMPLATES.rglob("*.html")]
    found = [
        f"{name(path)}: {match.group()}"
        for path in sources
        if path != ROOT / "core/pictures/renditions.py"
        for match in SIZED.finditer(path.read_text("utf-8"))
    ]

    assert found == []
