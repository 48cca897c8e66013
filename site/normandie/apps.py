from django.apps import AppConfig


class NormandieConfig(AppConfig):
    name = "normandie"
    verbose_name = "Normandie Connectée"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system checks)
