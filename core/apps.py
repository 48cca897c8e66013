from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self) -> None:
        from willow.registry import registry

        from . import signals  # noqa: F401  (registers the signals)
        from .permissions import RIGHTS, register_policies
        from .pictures import reading

        registry.register_plugin(reading)
        register_policies(RIGHTS)
        # What each app declares: its mails, its work of the night, what it keeps and erases, what
        # is watched of it.
        autodiscover_modules("mails", "jobs", "retention", "health")
