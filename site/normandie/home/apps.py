from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "normandie.home"
    verbose_name = "Accueil et pages"
