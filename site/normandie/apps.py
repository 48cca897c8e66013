from django.apps import AppConfig
from django.conf import settings


class NormandieConfig(AppConfig):
    name = "normandie"
    verbose_name = settings.REGION.network

    def ready(self) -> None:
        from . import checks, region_checks  # noqa: F401  (register the system checks)

        if settings.SENTRY_DSN:
            from .errors import report_errors  # what it needs is heavy

            report_errors(settings.SENTRY_DSN)
