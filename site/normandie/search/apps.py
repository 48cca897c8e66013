from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "normandie.search"
    verbose_name = "Recherche dans le site"

    def ready(self) -> None:
        from . import (
            merging,  # noqa: F401  (says what becomes of words)
            signals,  # noqa: F401  (the index follows the pages)
        )
        from .engine.documents import register_all

        register_all()
