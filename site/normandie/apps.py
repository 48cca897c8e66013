from django.apps import AppConfig
from django.conf import settings


class NormandieConfig(AppConfig):
    name = "normandie"
    verbose_name = "Normandie Connectée"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the system checks)

        if settings.SENTRY_DSN:
            from .errors import report_errors  # what it needs is heavy

            report_errors(settings.SENTRY_DSN)
