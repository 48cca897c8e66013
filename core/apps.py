from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self) -> None:
        from .permissions import register_policies

        register_policies()
        autodiscover_modules("mails")  # the kinds that each app declares
