from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Who works with the places of the network, and what they propose to hold there."""

    name = "normandie.partners"
    verbose_name = "Partenaires"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import merging  # noqa: F401  (says what becomes of links to places)
        from .permissions import TABLES

        register_policies(TABLES)
