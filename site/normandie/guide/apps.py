from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "normandie.guide"
    verbose_name = "Guides"
