"""Images that came before they were cleaned, or that a backup brought back."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from tests.core.photos import FORMATS, cut, is_upright, photo, what_it_tells
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

Image = get_image_model()
KEPT = [extension for extension in FORMATS if extension != "heic"]  # never stored before


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def clean_images() -> tuple[str, str]:
    told, warned = StringIO(), StringIO()
    call_command("clean_images", stdout=told, stderr=warned)
    return told.getvalue(), warned.getvalue()


def old_image(extension: str) -> Image:
    """Return an image as it was stored before: the file as it was sent, and a size made of it."""
    image = Image.objects.create(title=extension, file=photo(extension))
    Path(image.file.path).write_bytes(photo(extension).read())
    Image.objects.filter(pk=image.pk).update(width=600, height=400, file_size=1, file_hash="old")
    size = image.get_rendition("max-165x165")
    Path(size.file.path).write_bytes(photo(extension, 165, 110).read())
    return image


def test_what_stored_images_tell_is_taken_out_in_their_place() -> None:
    images = [old_image(extension) for extension in KEPT]
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert all(what_it_tells(path) for path in files)

    told, warned = clean_images()

    assert [what_it_tells(path) for path in files] == [{}] * len(KEPT) * 2
    assert all(is_upright(path) for path in files)
    assert "Images nettoyées\u00a0: 8\u00a0; déjà propres\u00a0: 0." in told
    assert warned == ""
    for image in images:
        image.refresh_from_db()
        assert (image.width, image.height) == (400, 600)
        assert image.file_size == Path(image.file.path).stat().st_size
        assert image.file_hash != "old"


def test_portraits_are_cleaned_too() -> None:
    profile = UserProfile.objects.create(user=UserFactory(), avatar=photo())
    Path(profile.avatar.path).write_bytes(photo().read())

    clean_images()

    assert what_it_tells(profile.avatar.path) == {}


def test_images_that_are_clean_are_not_encoded_again() -> None:
    for extension in FORMATS:
        image = Image.objects.create(title=extension, file=photo(extension))
        for kind in ("avif", "jpeg", "png", "webp"):
            image.get_rendition(f"width-100|format-{kind}")
    files = {path: path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*.*")}

    told, _ = clean_images()

    assert "Images nettoyées\u00a0: 0\u00a0; déjà propres\u00a0: 25." in told
    assert {path: path.read_bytes() for path in files} == files


def test_an_image_that_cannot_be_cleaned_is_named_and_stops_nothing() -> None:
    broken, other = old_image("png"), old_image("jpg")
    Path(broken.file.path).write_bytes(cut(photo("png", 1600, 1200)).read())

    _, warned = clean_images()

    assert f"{broken.file.name}\u00a0: illisible" in warned
    assert other.file.name not in warned
    assert what_it_tells(other.file.path) == {}


def test_a_site_without_images_has_nothing_to_clean() -> None:
    assert clean_images() == ("Images nettoyées\u00a0: 0\u00a0; déjà propres\u00a0: 0.\n", "")
