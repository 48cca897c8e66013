from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "normandie.users"
    verbose_name = "Comptes"
