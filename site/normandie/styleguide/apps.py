from django.apps import AppConfig


class StyleguideConfig(AppConfig):
    name = "normandie.styleguide"
    verbose_name = "Guide de style"
