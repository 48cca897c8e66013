from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "normandie.demo"
    verbose_name = "Démonstration"
