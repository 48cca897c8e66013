"""The site of another region, in a folder apart: built in DEBUG, then read without."""

import os
from pathlib import Path

from normandie.settings.dev import *  # noqa: F403
from normandie.settings.files import file_storages

SITE_FOLDER = Path(os.environ["SITE_FOLDER"])
DEBUG = "SITE_READ" not in os.environ  # the demo needs it; error pages are those of a true site
MEDIA_ROOT = SITE_FOLDER / "media"
STORAGES |= file_storages("", "", SITE_FOLDER / "private")  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
