from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    """The declaration of accessibility, and what visitors say that they cannot reach."""

    name = "normandie.accessibility"
    verbose_name = "Accessibilité"

    def ready(self) -> None:
        from .permissions import register_policies

        register_policies()
