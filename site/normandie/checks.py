"""System checks of the whole project."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

OUR_APPS = {
    "core",
    "normandie",
    "home",
    "frame",
    "users",
    "demo",
    "styleguide",
    "editorial",
    "search",
    "directory",
    "accessibility",
    "links",
    "events",
}


@register()
def apps_come_from_this_checkout(**kwargs: Any) -> list[CheckMessage]:
    """A package of the index may bear the name of one of our apps (``events`` does)."""
    base = Path(settings.BASE_DIR).resolve()
    return [
        Error(
            f"L’application « {config.label} » vient de {config.path}, pas de ce projet.",
            hint="Un paquet installé porte le même nom : lancez les commandes par manage.py, "
            "depuis la racine du projet.",
            id="normandie.E001",
        )
        for config in apps.get_app_configs()
        if config.label in OUR_APPS and not Path(config.path).resolve().is_relative_to(base)
    ]
