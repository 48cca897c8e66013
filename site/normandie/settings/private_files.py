"""Where the files of the calls are kept: a folder of this machine, or any S3-compatible store."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def private_storage(url: str, folder: Path) -> dict[str, Any]:
    """Return the storage of ``ATTACHMENTS_URL``; of *folder* where it is empty.

    Args:
        url: « file:///srv/dossiers », or « s3://key:secret@host/bucket/prefix?region=fr-par », in
            HTTPS unless it says « &http=1 ».

    Raises:
        ImproperlyConfigured: it is neither.
    """
    parts = urlsplit(url)
    if not url or (parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc):
        return _folder(Path(unquote(parts.path)) if url else folder)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    if parts.scheme == "s3" and parts.hostname and parts.username and parts.password and bucket:
        return _s3(url, bucket, prefix)
    raise ImproperlyConfigured("ATTACHMENTS_URL is neither file:///… nor s3://key:secret@host/…")


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


def _s3(url: str, bucket: str, prefix: str) -> dict[str, Any]:
    from botocore.config import Config  # heavy, and for who needs it

    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    port = f":{parts.port}" if parts.port else ""
    return {
        "BACKEND": "core.s3.PrivateS3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username or ""),
            "secret_key": unquote(parts.password or ""),
            "bucket_name": bucket,
            "location": prefix,
            "endpoint_url": f"{'http' if 'http' in asked else 'https'}://{parts.hostname}{port}",
            "region_name": asked.get("region"),
            "default_acl": "private",
            "file_overwrite": False,
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                connect_timeout=5,  # seconds
                read_timeout=20,
                retries={"max_attempts": 2},
                # Stores other than Amazon's know nothing of its newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        },
    }
