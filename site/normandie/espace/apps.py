from django.apps import AppConfig


class EspaceConfig(AppConfig):
    name = "normandie.espace"
    verbose_name = "Espace gérant"

    def ready(self) -> None:
        from .traffic import counting

        counting.start()
