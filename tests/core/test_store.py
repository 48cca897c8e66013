"""Public files in a store, by STORAGE_URL: a real one, at work, lost, frozen or refusing."""

import io
import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import requests
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks import default_task_backend
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from core.health_checks import CHECKS
from core.management.commands.check_store import policy
from core.pictures.renditions import Cut, make_renditions, width_specs_of
from core.stored_files import raw_storage
from normandie.espace.models import SharedDocument
from normandie.settings import files
from tests.core.photos import photo, what_it_tells
from tests.core.test_uploaded_images import ALL_DOORS, fields
from tests.directory.full_places import full_place
from tests.editorial.media import make_document, make_image
from tests.espace.collective import a_pdf
from tests.espace.managing import manager
from tests.reading import content_of, main_text
from tests.roles import signed_in
from tests.s3 import Store

pytestmark = pytest.mark.django_db

Image, Document = get_image_model(), get_document_model()
LATER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
AWAY = ("stopped", "refusing")
REFUSED = "Ce fichier n’a pas pu être enregistré"


@pytest.fixture
def team() -> Client:
    return signed_in("team")


@pytest.fixture
def plain_errors(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def of_the_image(s3: Store, *, sizes: bool) -> dict[str, bytes]:
    start = "media/images/" if sizes else "media/original_images/"
    return {name: kept for name, kept in s3.files.items() if name.startswith(start)}


def test_a_photo_is_kept_clean_in_all_sizes_and_anyone_gets_it(team: Client, s3: Store) -> None:
    team.post(reverse("wagtailimages:add"), fields(photo()))
    image = Image.objects.get()
    make_renditions(image)

    originals, sizes = (of_the_image(s3, sizes=each) for each in (False, True))
    assert (len(originals), len(sizes)) == (1, image.renditions.count())
    assert {*width_specs_of(image), *Cut} <= {
        *image.renditions.values_list("filter_spec", flat=True)
    }
    for name, kept in (originals | sizes).items():
        path = s3.folder / Path(name).name
        path.write_bytes(kept)
        assert what_it_tells(path) == {}
        path.unlink()
    rendition = image.renditions.get(filter_spec="width-480|format-avif")
    assert rendition.url.startswith(f"{s3.public_url}/essai/media/images/")
    for url in (rendition.url, image.file.url):
        answer = requests.get(url, timeout=10)
        assert (answer.status_code, answer.content[:1]) != (200, b"")
        assert answer.headers["Content-Type"].startswith("image/")
    sent = storages["renditions"].get_object_parameters("images/a.avif")
    assert sent == {"ContentType": "image/avif", "CacheControl": "public, max-age=604800"}


def test_two_images_that_come_at_once_under_one_name_are_two(s3: Store) -> None:
    """Neither is there yet when each asks which names are free."""
    free = [storages["default"].get_available_name("original_images/image.jpg") for _ in range(2)]

    assert len({*free, "original_images/image.jpg"}) == 3


def test_pages_ask_nothing_of_the_store(client: Client, s3: Store) -> None:
    place = full_place()
    (photo_of_place,) = {each.image for each in place.photos.all()}
    make_renditions(photo_of_place)
    s3.break_down("frozen")

    for address in (place.url, "/annuaire/"):
        html = client.get(address).content.decode()
        assert html.count(f"{s3.public_url}/essai/media/images/") >= 1
        assert "/media/images/" not in html.replace(f"{s3.public_url}/essai/media/", "")


def test_an_image_whose_sizes_wait_shows_as_it_is_kept(
    client: Client, s3: Store, settings: Any
) -> None:
    settings.TASKS = LATER
    place = full_place()
    image = place.photos.get().image
    image.renditions.all().delete()
    place.save()
    s3.break_down("stopped")

    html = client.get(place.url).content.decode()

    assert image.file.url in html
    assert image.file.url.startswith(f"{s3.public_url}/essai/media/original_images/")


@pytest.mark.parametrize("how", AWAY)
def test_sizes_wait_for_a_store_that_is_away(s3: Store, how: str) -> None:
    image = make_image()
    image.renditions.all().delete()
    s3.break_down(how)

    assert not make_renditions(image)

    s3.mend()
    storages["default"].breakers.clear()
    assert make_renditions(image)


@pytest.mark.one_engine
@pytest.mark.parametrize("door", ALL_DOORS)
def test_an_image_is_refused_in_words_where_the_store_is_away(
    team: Client, s3: Store, door: str
) -> None:
    if door == "replace":
        make_image()
    before = set(Image.objects.values_list("file", flat=True))
    s3.break_down("stopped")

    said = ALL_DOORS[door](team, photo())

    assert REFUSED in said
    assert door in ("add_several", "replace", "change_portrait") or "Le fablab" in said
    assert set(Image.objects.values_list("file", flat=True)) == before


def add_document(team: Client) -> Any:
    data = {"title": "Le règlement", "collection": Collection.get_first_root_node().pk}
    return team.post(reverse("wagtaildocs:add"), data | {"file": a_pdf("reglement.pdf")})


def test_documents_are_refused_in_words_too(team: Client, s3: Store) -> None:
    shared = reverse("wagtailsnippets_espace_shareddocument:add")
    s3.break_down("refusing")

    for answer in (
        add_document(team),
        team.post(shared, {"title": "Le règlement", "description": "", "file": a_pdf()}),
    ):
        assert answer.status_code == 200
        assert REFUSED in answer.content.decode()
        assert "Le règlement" in answer.content.decode()
    assert not Document.objects.exists()
    assert not SharedDocument.objects.exists()


def test_a_manager_keeps_what_they_typed_beside_a_photo(s3: Store) -> None:
    someone = manager()
    s3.break_down("stopped")

    data = {"file": photo(), "alt_text": "La salle du fond"}
    answer = someone.client.post(someone.address("new_photo"), data)

    assert answer.status_code == 422
    assert REFUSED in main_text(answer.content.decode())
    assert 'value="La salle du fond"' in answer.content.decode()
    assert not Image.objects.exists()


def test_a_document_is_given_by_the_site_and_by_no_address(
    team: Client, client: Client, s3: Store
) -> None:
    assert add_document(team).status_code == 302
    document = Document.objects.get()
    url, name = document.url, f"media/{document.file.name}"

    given = client.get(url)
    assert content_of(given) == s3.files[name] == a_pdf().getvalue()
    assert given["Content-Security-Policy"] == "default-src 'none'"
    for address in (
        f"http://127.0.0.1:{s3.port}/seau/essai/{name}",
        f"{s3.public_url}/essai/{name}",
    ):
        assert requests.get(address, timeout=10).status_code >= 400

    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert client.get(url).status_code == 302
    assert "/connexion/" in client.get(url)["Location"]


def test_a_document_that_is_lost_or_out_of_reach_is_said(plain_errors: Client, s3: Store) -> None:
    lost, kept = make_document("Perdu"), make_document("Gardé")
    raw_storage("default").delete(lost.file.name)
    assert plain_errors.get(lost.url).status_code == 404

    s3.break_down("refusing")
    answer = plain_errors.get(kept.url)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer["Retry-After"] == "10"
    assert "no-store" in answer["Cache-Control"]
    assert "Le dépôt de ses fichiers ne répond pas." in answer.content.decode()


def test_what_is_no_image_of_a_page_has_a_link_that_is_signed(team: Client, s3: Store) -> None:
    ALL_DOORS["change_portrait"](team, photo())
    (name,) = (each for each in s3.files if each.startswith("media/avatar_images/"))

    url = storages["default"].url(name.removeprefix("media/"))

    assert requests.get(url, timeout=10).content == s3.files[name]
    assert "X-Amz-Expires=300" in url
    assert requests.get(url.partition("?")[0], timeout=10).status_code >= 400


def test_an_image_leaves_the_store_by_a_task_that_holds_no_secret(
    s3: Store, settings: Any, django_capture_on_commit_callbacks: Callable
) -> None:
    image = make_image()
    settings.TASKS = LATER
    name = f"media/{image.file.name}"

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    asked = [each for each in default_task_backend.results if "delete" in each.task.name]

    assert name in s3.files
    assert "secr" not in str([(each.args, each.kwargs) for each in asked])
    for each in asked:
        each.task.call(*each.args, **each.kwargs)
    assert name not in s3.files


def test_images_of_before_are_cleaned_in_the_store(s3: Store) -> None:
    image = make_image()
    sent = photo().read()
    raw_storage("default").save(image.file.name, SimpleUploadedFile("x.jpg", sent))
    raw_storage("default").save("documents/guide.pdf", SimpleUploadedFile("x.pdf", b"%PDF-"))
    assert s3.files[f"media/{image.file.name}"] == sent

    call_command("clean_images", stdout=io.StringIO())

    path = s3.folder / "kept.jpg"
    path.write_bytes(s3.files[f"media/{image.file.name}"])
    assert what_it_tells(path) == {}
    image.refresh_from_db()
    assert (image.width, image.height, image.file_size) == (400, 600, path.stat().st_size)


@pytest.mark.parametrize("name", ["disk.media", "disk.private"])
def test_the_watcher_is_told_how_the_store_is(s3: Store, name: str) -> None:
    found = CHECKS[name]()
    assert (found.unit, "répond" in found.words) == ("ms", True)

    s3.break_down("refusing")

    with pytest.raises(OSError, match="403"):
        CHECKS[name]()


def tried() -> tuple[str, str]:
    told, warned = io.StringIO(), io.StringIO()
    call_command("check_store", stdout=told, stderr=warned)
    return told.getvalue(), warned.getvalue()


def test_a_store_that_is_as_it_must_be_is_said_and_left_as_it_was(s3: Store) -> None:
    told, warned = tried()

    assert "lus par qui le peut" in told
    assert (warned, s3.files) == ("", {})


@pytest.mark.parametrize("is_private_at_the_root", [False, True])
def test_files_that_anyone_could_read_are_told(
    s3: Store, settings: Any, monkeypatch: pytest.MonkeyPatch, is_private_at_the_root: bool
) -> None:
    """Somebody has opened the whole bucket, and not the two folders of the policy."""
    if is_private_at_the_root:  # as ATTACHMENTS_URL may have them, in a bucket of their own
        url = s3.url.replace("/seau/essai", "/seau")
        own = {"private": files.file_storages(s3.url, url, Path())["private"]}
        settings.STORAGES = settings.STORAGES | own
    everything = Store(s3.folder)
    everything.open_images(everything=True)
    try:
        domain = f"127.0.0.1:{everything.public_port}/seau"
        monkeypatch.setattr(storages["default"], "custom_domain", domain)
        with pytest.raises(CommandError) as refused:
            tried()
    finally:
        everything.stop()

    for folder in ("documents", "avatar_images", "essais"):
        assert f"Chacun peut lire «\u00a0{folder}\u00a0»" in str(refused.value)
    asked = re.findall(r"https?://[^/]+(/[^)]+)", str(refused.value))
    assert not [path for path in asked if "//" in path]  # a store has them for other names
    assert s3.files == {}


def test_images_that_nobody_could_read_are_told_with_the_policy_to_give(
    s3: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storages["default"], "custom_domain", f"127.0.0.1:{s3.port}/seau")

    with pytest.raises(CommandError, match="Personne ne peut lire les images"):
        tried()

    assert policy(storages["default"])["Statement"][0]["Resource"] == [
        "arn:aws:s3:::seau/essai/media/images/*",
        "arn:aws:s3:::seau/essai/media/original_images/*",
    ]


def test_a_store_that_is_away_is_told(s3: Store) -> None:
    s3.break_down("stopped")

    with pytest.raises(CommandError, match="the store does not answer"):
        tried()
