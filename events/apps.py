from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from core.permissions import register_policies

        from . import (
            merging,  # noqa: F401  (says what becomes of dates)
            signals,  # noqa: F401  (keeps dates and caches true)
        )
        from .permissions import TABLES

        register_policies(TABLES)
