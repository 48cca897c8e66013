from django.apps import AppConfig


class AmiConfig(AppConfig):
    name = "ami"
    verbose_name = "Appels"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import (
            checks,  # noqa: F401  (registers the system checks)
            merging,  # noqa: F401  (says what becomes of files)
            signals,  # noqa: F401  (registers the signals)
        )
        from .permissions import SPECIAL, TABLES
        from .search_engine import register_files

        register_policies(TABLES, SPECIAL)
        register_files()
