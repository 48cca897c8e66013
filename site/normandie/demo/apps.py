from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "normandie.demo"
    verbose_name = "Démonstration"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system check)
