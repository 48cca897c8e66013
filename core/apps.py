from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self) -> None:
        from willow.registry import registry

        from . import signals  # noqa: F401  (registers the signals)
        from .pictures import reading

        registry.register_plugin(reading)
