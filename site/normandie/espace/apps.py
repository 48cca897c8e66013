from django.apps import AppConfig


class EspaceConfig(AppConfig):
    name = "normandie.espace"
    verbose_name = "Espace gérant"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import (
            merging,  # noqa: F401  (says what becomes of what managers have)
            signals,  # noqa: F401  (registers the signals)
        )
        from .permissions import TABLES
        from .traffic import counting

        register_policies(TABLES)
        counting.start()
