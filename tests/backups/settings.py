"""A site that the tests of backups destroy: its database and its files are apart."""

import os
from pathlib import Path

from normandie.settings.private_files import private_storage
from normandie.settings.test import *  # noqa: F403

MEDIA_ROOT = Path(os.environ["SITE_FOLDER"]) / "media"
STORAGES["private"] = private_storage(  # noqa: F405
    os.environ.get("ATTACHMENTS_URL", ""), Path(os.environ["SITE_FOLDER"]) / "private"
)
