from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Annuaire"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import checks, signals  # noqa: F401  (registers checks and signals)
        from .permissions import TABLES

        register_policies(TABLES)
