from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self) -> None:
        from .permissions import RIGHTS, register_policies

        register_policies(RIGHTS)
        autodiscover_modules("jobs", "retention")  # what each app has done every night, and erased
