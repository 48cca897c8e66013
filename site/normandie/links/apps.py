from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "normandie.links"
    verbose_name = "Liens"
