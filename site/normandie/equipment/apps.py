from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    """The equipment that the network pools, lent from place to place, and what is tried with it."""

    name = "normandie.equipment"
    verbose_name = "Matériel mutualisé"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import (
            merging,  # noqa: F401  (says what becomes of loans)
            signals,  # noqa: F401  (registers the signals)
        )
        from .permissions import TABLES

        register_policies(TABLES)
