from django.apps import AppConfig


class EspaceConfig(AppConfig):
    name = "normandie.espace"
    verbose_name = "Espace gérant"
