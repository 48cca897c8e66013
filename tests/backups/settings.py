"""A site that the tests of backups destroy: its database and its files are apart."""

import os
from pathlib import Path

from normandie.settings.files import file_storages
from normandie.settings.test import *  # noqa: F403

MEDIA_ROOT = Path(os.environ["SITE_FOLDER"]) / "media"
STORAGES |= file_storages(  # noqa: F405
    os.environ.get("STORAGE_URL", ""),
    os.environ.get("ATTACHMENTS_URL", ""),
    Path(os.environ["SITE_FOLDER"]) / "private",
)
