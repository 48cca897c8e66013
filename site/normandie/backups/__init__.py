"""The whole site in one file, and back: ``manage.py backup`` and ``manage.py restore``.

Why this is ours: docs/decisions/0058-backups.md. How it is used: docs/deployment.md.
"""


class BackupError(Exception):
    """It cannot be done; the message says why, and how to go on, in French, to who operates."""
