from django.apps import AppConfig


class SmallAppConfig(AppConfig):
    name = "tests.small_app"
    label = "small_app"

    def ready(self) -> None:
        from core.permissions import register_policies

        from .permissions import RIGHTS

        register_policies(RIGHTS)
