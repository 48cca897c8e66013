from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "normandie.home"
    verbose_name = "Accueil et pages"

    def ready(self) -> None:
        from . import merging  # noqa: F401  (says what becomes of links)
