from django.apps import AppConfig


class FundingConfig(AppConfig):
    """What the Région pays for in the places of the network, and what it has paid."""

    name = "normandie.funding"
    verbose_name = "Aides"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import merging  # noqa: F401  (says what becomes of links)
        from .permissions import TABLES

        register_policies(TABLES)
