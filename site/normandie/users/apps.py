from django.apps import AppConfig


class UsersConfig(AppConfig):
    name = "normandie.users"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from . import rate_limits, signals  # noqa: F401  (receivers)
