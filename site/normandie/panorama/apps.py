from django.apps import AppConfig


class PanoramaConfig(AppConfig):
    """The network in figures, year by year."""

    name = "normandie.panorama"
    verbose_name = "Panorama annuel"
