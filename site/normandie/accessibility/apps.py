from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    """The declaration of accessibility, and what visitors say that they cannot reach."""

    name = "normandie.accessibility"
    verbose_name = "Accessibilité"

    def ready(self) -> None:
        from core.permissions import register_policies

        from .permissions import TABLES

        register_policies(TABLES)
