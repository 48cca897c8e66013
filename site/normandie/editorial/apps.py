from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "normandie.editorial"
    verbose_name = "Pages éditoriales"

    def ready(self) -> None:
        from . import checks, signals  # noqa: F401  (checks register themselves)

        signals.connect()
