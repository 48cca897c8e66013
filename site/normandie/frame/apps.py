from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Everything around the content of a page: header, menus, alerts, footer, plan of the site."""

    name = "normandie.frame"
    verbose_name = "En-tête et pied de page"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (what drops the frame that is kept)
