from django.apps import AppConfig


class SmallAppConfig(AppConfig):
    name = "tests.small_app"
    label = "small_app"
