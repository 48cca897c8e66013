from django.apps import AppConfig


class SelfCheckConfig(AppConfig):
    """The self-check: what a place has of what a label asks, before any request."""

    name = "normandie.selfcheck"
    verbose_name = "Autodiagnostic"

    def ready(self) -> None:
        from . import merging  # noqa: F401  (says what becomes of links)
