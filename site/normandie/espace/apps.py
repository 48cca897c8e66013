from django.apps import AppConfig


class EspaceConfig(AppConfig):
    name = "normandie.espace"
    verbose_name = "Espace gérant"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (tells managers of what is reported)
        from .traffic import counting

        counting.start()
