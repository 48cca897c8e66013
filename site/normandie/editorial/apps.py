from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "normandie.editorial"
    verbose_name = "Pages éditoriales"

    def ready(self) -> None:
        from . import signals

        signals.connect()
