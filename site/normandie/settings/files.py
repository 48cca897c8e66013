"""Where files are kept: folders of this machine, or any S3-compatible store (decision 61)."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# In seconds: a store is asked within a request, which a frozen one may keep twice as long.
CONNECT_TIMEOUT, READ_TIMEOUT, TRIES = 3, 10, 2
MEMORY = 5_000_000  # bytes of a file that is read; the rest of it goes to a temporary file
SCHEMES = ("http", "https")
# One for all that the site keeps, each under a prefix of its own, beside one another.
PLACES = {"default": "media", "renditions": "media", "private": "private"}
BACKENDS = {
    "default": "core.s3.MediaS3Storage",
    "renditions": "core.s3.RenditionS3Storage",
    "private": "core.s3.PrivateS3Storage",
}


def file_storages(store: str, attachments: str, folder: Path) -> dict[str, Any]:
    """Return the storages of all that the site keeps.

    Args:
        store: ``STORAGE_URL``, « s3://key:secret@host/bucket/prefix?region=fr-par »; nothing for
            the folders of this machine. Over HTTPS unless it says « &http=1 »; visitors get images
            from the host itself, unless « &public=https://medias.exemple.fr » says by which
            address they reach the bucket.
        attachments: ``ATTACHMENTS_URL``, where private files are apart from the rest: as *store*,
            or « file:///srv/dossiers ».
        folder: where private files are without either.

    Raises:
        ImproperlyConfigured: one of them is of another kind.
    """
    if store:
        found = {alias: _s3("STORAGE_URL", store, alias, place) for alias, place in PLACES.items()}
    else:
        found = {
            "default": {"BACKEND": "core.pictures.storage.MediaStorage"},
            "renditions": {"BACKEND": "core.pictures.storage.RenditionStorage"},
            "private": _folder(folder),
        }
    parts = urlsplit(attachments)
    if parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
        found["private"] = _folder(Path(unquote(parts.path)))
    elif attachments:
        found["private"] = _s3("ATTACHMENTS_URL", attachments, "private", "")
    return found


def media_places(storages: dict[str, Any]) -> list[str]:
    """Return where browsers get media from, if it is not from the site, as a policy names it.

    First where images are, for anyone; then what signed links point to, for the admin alone.
    """
    options = storages["default"].get("OPTIONS", {})
    if "custom_domain" not in options:
        return []
    location = options["location"]
    public = f"{options['url_protocol']}//{options['custom_domain']}/{location}/"
    signed = f"{options['endpoint_url']}/{options['bucket_name']}/{location}/"
    return list(dict.fromkeys([public, signed]))


def _folder(path: Path) -> dict[str, Any]:
    return {
        "BACKEND": "core.pictures.storage.WholeFileStorage",
        "OPTIONS": {
            "location": path,
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def _s3(setting: str, url: str, alias: str, place: str) -> dict[str, Any]:
    parts = urlsplit(url)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not (parts.scheme == "s3" and parts.hostname and parts.username and parts.password):
        raise ImproperlyConfigured(f"{setting} is neither file:///… nor s3://key:secret@host/…")
    if not bucket:
        raise ImproperlyConfigured(f"{setting} names no bucket: s3://key:secret@host/bucket")
    port = f":{parts.port}" if parts.port else ""
    endpoint = f"{'http' if asked.get('http') == '1' else 'https'}://{parts.hostname}{port}"
    public = urlsplit(asked.get("public", f"{endpoint}/{bucket}"))
    if public.scheme not in SCHEMES or not public.netloc or public.query:
        raise ImproperlyConfigured(f"{setting}: public= is no address, https://…")
    shown = {
        "custom_domain": f"{public.netloc}{public.path}".rstrip("/"),
        "url_protocol": f"{public.scheme}:",
    }
    return {
        "BACKEND": BACKENDS[alias],
        "OPTIONS": {
            "alias": alias,
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": bucket,
            "location": "/".join(filter(None, (prefix.rstrip("/"), place))),
            "endpoint_url": endpoint,
            "region_name": asked.get("region"),
            "file_overwrite": False,
            "max_memory_size": MEMORY,
            **(shown if alias in ("default", "renditions") else {}),
            **_client(),
        },
    }


def _client() -> dict[str, Any]:
    from boto3.s3.transfer import TransferConfig  # heavy, and for who needs it
    from botocore.config import Config

    return {
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=READ_TIMEOUT,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            # Stores other than Amazon's know nothing of its newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
        "transfer_config": TransferConfig(use_threads=False, num_download_attempts=TRIES),
    }
