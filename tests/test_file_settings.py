"""Where files are kept, as STORAGE_URL and ATTACHMENTS_URL say."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from core.stored_files import raw_storage
from normandie.settings.files import file_storages, media_places
from tests.test_settings import manage

HERE = Path("/srv/var/private")
STORE = "s3://cle:se%2Fcret@s3.exemple.fr/seau/site/?region=fr"


def test_without_a_setting_all_is_on_this_machine() -> None:
    made = file_storages("", "", HERE)

    assert made["default"] == {"BACKEND": "core.pictures.storage.MediaStorage"}
    assert made["private"]["OPTIONS"]["location"] == HERE
    assert media_places(made) == []


def test_one_store_keeps_what_is_public_and_what_is_private_apart() -> None:
    made = file_storages(STORE, "", HERE)

    places = {alias: each["OPTIONS"]["location"] for alias, each in made.items()}
    media, private = "site/media", "site/private"
    assert places == {"default": media, "renditions": media, "private": private}
    for each in made.values():
        options = each["OPTIONS"]
        assert (options["secret_key"], options["bucket_name"]) == ("se/cret", "seau")
        assert options["endpoint_url"] == "https://s3.exemple.fr"  # over the web, encrypted
    assert media_places(made) == ["https://s3.exemple.fr/seau/site/media/"]


@pytest.mark.parametrize(("asked", "scheme"), [("&http=1", "http"), ("&http=0", "https")])
def test_a_store_is_asked_in_clear_where_the_setting_says_so_alone(asked: str, scheme: str) -> None:
    made = file_storages(STORE + asked, "", HERE)

    assert made["private"]["OPTIONS"]["endpoint_url"] == f"{scheme}://s3.exemple.fr"


@pytest.mark.parametrize(
    ("public", "place"),
    [
        ("https://medias.exemple.fr", "https://medias.exemple.fr/site/media/"),
        ("http://127.0.0.1:8333/seau/", "http://127.0.0.1:8333/seau/site/media/"),
    ],
)
def test_visitors_may_reach_the_images_by_another_address(public: str, place: str) -> None:
    made = file_storages(f"{STORE}&public={public}", "", HERE)

    assert media_places(made) == [place, "https://s3.exemple.fr/seau/site/media/"]


@pytest.mark.parametrize("store", ["", STORE])
@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("file:///srv/dossiers%20lus", "/srv/dossiers lus"),
        ("file:///srv/dossiers", "/srv/dossiers"),
    ],
)
def test_private_files_may_be_in_a_folder_apart_closed_to_others(
    store: str, url: str, folder: str
) -> None:
    made = file_storages(store, url, HERE)
    options = made["private"]["OPTIONS"]

    assert options["location"] == Path(folder)
    assert options["base_url"] is None
    assert (options["file_permissions_mode"], options["directory_permissions_mode"]) == (
        0o600,
        0o700,
    )
    assert made["default"] == file_storages(store, "", HERE)["default"] or store


def test_what_is_written_as_it_is_among_private_files_is_closed_to_others() -> None:
    raw = raw_storage("private")
    try:
        for content in (b"before", b"after"):
            assert raw.save("essai.txt", ContentFile(content)) == "essai.txt"
        with storages["private"].open("essai.txt") as kept:
            assert kept.read() == b"after"
        assert Path(storages["private"].path("essai.txt")).stat().st_mode & 0o777 == 0o600
    finally:
        raw.delete("essai.txt")


def test_private_files_may_be_in_another_store() -> None:
    made = file_storages(STORE, "s3://autre:cle@depot.exemple.fr/dossiers", HERE)

    options = made["private"]["OPTIONS"]
    assert (options["bucket_name"], options["location"]) == ("dossiers", "")
    assert options["endpoint_url"] == "https://depot.exemple.fr"
    assert made["default"]["OPTIONS"]["bucket_name"] == "seau"


@pytest.mark.parametrize(
    "url",
    [
        *("/srv/dossiers", "file://srv/dossiers", "s3://s3.exemple.fr/seau", "s3://a:b@hote/"),
        *("s3://a:b@hote/seau?public=medias.exemple.fr", "s3://a:b@hote/seau?public=ftp://hote"),
    ],
)
@pytest.mark.parametrize("setting", ["STORAGE_URL", "ATTACHMENTS_URL"])
def test_what_is_no_place_is_refused_without_telling_the_secret(url: str, setting: str) -> None:
    urls = (url, "") if setting == "STORAGE_URL" else ("", url)

    with pytest.raises(ImproperlyConfigured, match=setting) as refused:
        file_storages(*urls, HERE)

    assert url not in str(refused.value)


def test_pages_may_show_what_is_in_the_store_and_nothing_else_of_its_host() -> None:
    ask = (
        "from django.conf import settings;"
        "from normandie.middleware import AdminContentSecurityPolicy as Admin;"
        "print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']);"
        "print(Admin(None).policy)"
    )
    url = f"{STORE}&public=https://medias.exemple.fr"

    run = manage("shell", "--no-imports", "--command", ask, environment="dev", STORAGE_URL=url)

    public, admin = run.stdout.splitlines()
    images, signed = (
        "https://medias.exemple.fr/site/media/",
        "https://s3.exemple.fr/seau/site/media/",
    )
    assert public == str(["'self'", "data:", images])
    assert f"img-src 'self' data: blob: {images} {signed} " in admin
