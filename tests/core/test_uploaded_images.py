"""What is kept of an image that comes in, and what is answered to one that cannot be."""

import json
import resource
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pillow
from PIL import ImageCms
from wagtail.images import get_image_model
from wagtail.models import Collection, UploadedFile

from core.pictures.renditions import make_renditions
from tests.core.photos import AUTHOR, FORMATS, cut, is_upright, photo, uploads, what_it_tells
from tests.editorial.media import make_image
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

Image = get_image_model()


@pytest.fixture
def team() -> Client:
    return signed_in("team")


def fields(file: SimpleUploadedFile, **others: object) -> dict[str, object]:
    return {
        "title": "Le fablab",
        "file": file,
        "collection": Collection.get_first_root_node().pk,
        **others,
    }


def add(team: Client, file: SimpleUploadedFile) -> str:
    return page_of(team.post(reverse("wagtailimages:add"), fields(file)))


def add_several(team: Client, file: SimpleUploadedFile) -> str:
    data = {"title": "Le fablab", "files[]": file}
    answer = team.post(
        reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    return json.loads(page_of(answer)).get("error_message", "")


def add_while_choosing(team: Client, file: SimpleUploadedFile) -> str:
    data = {f"image-chooser-upload-{name}": value for name, value in fields(file).items()}
    return json.loads(page_of(team.post(reverse("wagtailimages_chooser:create"), data))).get(
        "htmlFragment", ""
    )


def replace(team: Client, file: SimpleUploadedFile) -> str:
    image = Image.objects.first() or make_image()
    return page_of(team.post(reverse("wagtailimages:edit", args=(image.pk,)), fields(file)))


def change_portrait(team: Client, file: SimpleUploadedFile, last_name: str = "Démo") -> str:
    person = {"first_name": "Ada", "last_name": last_name, "email": "ada@exemple.fr"}
    data = {f"name_email-{name}": value for name, value in person.items()} | {
        "avatar-avatar": file,
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    return page_of(team.post(reverse("wagtailadmin_account"), data))


def page_of(answer: object) -> str:
    assert answer.status_code in (200, 302), f"status_code={answer.status_code}"
    return answer.content.decode()


DOORS = {each.__name__: each for each in (add, add_several, add_while_choosing, replace)}
ALL_DOORS = DOORS | {"change_portrait": change_portrait}


@pytest.mark.parametrize("extension", FORMATS)
def test_no_file_of_a_photo_tells_where_it_was_taken_nor_by_whom(
    team: Client, extension: str
) -> None:
    sent = photo(extension)
    assert AUTHOR.encode() in sent.read()
    sent.seek(0)

    add(team, sent)

    image = Image.objects.get()
    make_renditions(image)
    image.get_rendition("max-165x165")
    files = [image.file.path, *(each.file.path for each in image.renditions.all())]
    assert {path: what_it_tells(path) for path in files if what_it_tells(path)} == {}
    assert [path for path in files if "fill-" not in path and not is_upright(path)] == []
    assert (image.width, image.height) == (400, 600)
    assert image.file_size == Path(image.file.path).stat().st_size


@pytest.mark.parametrize("door", ALL_DOORS)
def test_no_door_lets_in_what_a_photo_tells(team: Client, door: str) -> None:
    before = uploads()

    ALL_DOORS[door](team, photo())

    came = uploads() - before
    assert came
    assert [what_it_tells(path) for path in came] == [{}] * len(came)


@pytest.mark.parametrize(("last_name", "kept"), [("", 0), ("Démo", 1)])
def test_a_portrait_is_kept_once_all_of_the_account_is_right(
    team: Client, last_name: str, kept: int
) -> None:
    before = uploads()

    change_portrait(team, photo(), last_name)

    assert len(uploads() - before) == kept


def test_a_photo_that_waits_for_its_title_is_clean_too(team: Client) -> None:
    data = {"title": "x" * 300, "files[]": photo()}
    team.post(
        reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert what_it_tells(UploadedFile.objects.get().file.path) == {}


def test_an_image_that_a_program_makes_is_clean_too() -> None:
    image = Image.objects.create(title="Le port", file=photo())

    assert what_it_tells(image.file.path) == {}
    assert (image.width, image.height) == (400, 600)


def test_the_photo_of_a_phone_becomes_one_that_browsers_show(team: Client) -> None:
    add(team, photo("heic"))

    image = Image.objects.get()
    assert image.filename.endswith(".jpg")
    assert is_upright(image.file.path)


def test_an_image_keeps_its_colours_and_what_shows_through_it(team: Client) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    drawing = Pillow.new("RGBA", (60, 40), (10, 69, 82, 0))
    content = BytesIO()
    drawing.save(content, "PNG", icc_profile=profile)

    add(team, SimpleUploadedFile("logo.png", content.getvalue()))

    with Pillow.open(Image.objects.get().file.path) as kept:
        assert kept.info["icc_profile"] == profile
        assert kept.tobytes() == drawing.tobytes()


def test_sending_the_same_photo_twice_is_still_noticed(team: Client) -> None:
    add(team, photo())

    data = {f"image-chooser-upload-{name}": value for name, value in fields(photo()).items()}
    answer = team.post(reverse("wagtailimages_chooser:create"), data)

    assert json.loads(answer.content)["step"] == "duplicate_found"


def giant(side: int = 9_000) -> SimpleUploadedFile:
    """Return *side* × *side* black pixels in some kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    pixels = zlib.compress(bytes(side * (side // 8 + 1)), 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return SimpleUploadedFile("geante.png", b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def animated(extension: str) -> SimpleUploadedFile:
    frames = [Pillow.new("RGB", (40, 30), colour) for colour in ("red", "white", "navy")]
    content = BytesIO()
    frames[0].save(content, FORMATS[extension], save_all=True, append_images=frames[1:])
    return SimpleUploadedFile(f"film.{extension}", content.getvalue())


def text_bomb() -> SimpleUploadedFile:
    """Return a PNG whose comment takes a hundred megabytes once read."""
    content = photo("png").read()
    comment = b"zTXtComment\0\0" + zlib.compress(bytes(100_000_000), 9)
    bomb = struct.pack(">I", len(comment) - 4) + comment + struct.pack(">I", zlib.crc32(comment))
    return SimpleUploadedFile("bombe.png", content[:33] + bomb + content[33:])


REFUSED: dict[str, tuple[Callable[[], SimpleUploadedFile], str]] = {
    "a cut JPEG": (lambda: cut(photo("jpg", 1600, 1200)), "illisible"),
    "a cut PNG": (lambda: cut(photo("png", 1600, 1200)), "illisible"),
    "a cut WebP": (lambda: cut(photo("webp")), "illisible"),
    "a cut AVIF": (lambda: cut(photo("avif")), "illisible"),
    "a cut HEIC": (lambda: cut(photo("heic")), "illisible"),
    "the signature of a PNG": (
        lambda: SimpleUploadedFile("rien.png", b"\x89PNG\r\n\x1a\n"),
        "illisible",
    ),
    "a bomb in a comment": (text_bomb, "illisible"),
    "a giant": (giant, "50 millions de pixels"),
    "a monster": (lambda: giant(20_000), "50 millions de pixels"),
    "a film in PNG": (lambda: animated("png"), "image fixe"),
    "a film in WebP": (lambda: animated("webp"), "animée"),
    "a film in AVIF": (lambda: animated("avif"), "image fixe"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_image_to_show_is_refused_and_told_why(team: Client, name: str) -> None:
    make, reason = REFUSED[name]
    before = uploads()

    assert reason in add(team, make())
    assert uploads() == before


@pytest.mark.parametrize("door", ALL_DOORS)
def test_every_door_tells_why_it_refuses(team: Client, door: str) -> None:
    make_image()
    before = uploads()

    assert "illisible" in ALL_DOORS[door](team, cut(photo("jpg", 1600, 1200)))
    assert "50 millions de pixels" in ALL_DOORS[door](team, giant())
    assert uploads() == before


def test_a_giant_is_refused_without_being_decoded(team: Client) -> None:
    file = giant()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    add(team, file)

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 9_000 * 9_000 / 1024 / 4  # kilobytes; a byte for each pixel is four times that


def test_the_limits_are_said_before_sending(team: Client) -> None:
    html = team.get(reverse("wagtailimages:add_multiple")).content.decode()

    assert "50\u00a0millions de pixels au plus, sans animation" in html
    assert "HEIC" in html


@contextmanager
def almost_full_disk(room: int) -> Iterator[None]:
    """Let no file grow past *room* bytes, as the kernel does when a disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("door", DOORS)
def test_a_file_that_the_disk_cannot_hold_is_refused_and_leaves_nothing_behind(
    team: Client, door: str
) -> None:
    make_image()
    before = uploads()

    with almost_full_disk(room=10_000):
        said = DOORS[door](team, noisy())

    assert "Ce fichier n’a pas pu être enregistré" in said
    assert uploads() == before


def noisy() -> SimpleUploadedFile:
    """Return an image that no format makes small."""
    content = BytesIO()
    Pillow.effect_noise((400, 300), 90).convert("RGB").save(content, "PNG")
    return SimpleUploadedFile("bruit.png", content.getvalue())


def test_a_document_that_the_disk_cannot_hold_is_refused_and_leaves_nothing_behind() -> None:
    before = uploads()
    file = SimpleUploadedFile("guide.pdf", b"%PDF-1.7\n".ljust(20_000))

    with almost_full_disk(room=10_000):
        said = page_of(signed_in("admin").post(reverse("wagtaildocs:add"), fields(file)))

    assert "Ce fichier n’a pas pu être enregistré" in said
    assert uploads() == before


SCREENS = {
    "list": lambda image: reverse("wagtailimages:index"),
    "list in lines": lambda image: reverse("wagtailimages:index") + "?layout=list",
    "chooser": lambda image: reverse("wagtailimages_chooser:choose"),
    "edit": lambda image: reverse("wagtailimages:edit", args=(image.pk,)),
    "delete": lambda image: reverse("wagtailimages:delete", args=(image.pk,)),
}


@pytest.mark.parametrize("left", [None, 0, 100, 2_000], ids=["missing", "empty", "head", "cut"])
def test_the_screens_of_images_stand_when_a_file_is_lost_or_cut(left: int | None) -> None:
    team = signed_in("admin")
    image = Image.objects.create(title="Le fablab", file=noisy())
    path = Path(image.file.path)
    path.unlink() if left is None else path.write_bytes(path.read_bytes()[:left])

    answers = {name: team.get(address(image)) for name, address in SCREENS.items()}

    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        SCREENS, 200
    )
    assert "Le fablab" in answers["list"].content.decode()


def test_the_list_of_images_stands_while_the_disk_is_full(team: Client) -> None:
    image = Image.objects.create(title="Le fablab", file=noisy())
    files = set(Path(settings.MEDIA_ROOT).rglob("*"))

    with almost_full_disk(room=1_000):
        answer = team.get(reverse("wagtailimages:index"))

    assert answer.status_code == 200
    assert "Le fablab" in answer.content.decode()
    assert not image.renditions.exists()
    assert set(Path(settings.MEDIA_ROOT).rglob("*")) == files
