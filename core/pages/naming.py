"""Naming what a model uses and must not import: screens of staff, whose modules know the model."""

from typing import Any

from django.utils.module_loading import import_string


class ImportedAttribute:
    """Attribute of a class, named by its dotted path and imported when it is first read.

    Django names views and middleware so. ``edit_handler = ImportedAttribute("app.admin.panels.x")``
    keeps a model from importing its panels and forms, which import it.
    """

    def __init__(self, path: str) -> None:
        self.path = path

    def __get__(self, instance: object, owner: type) -> Any:
        return import_string(self.path)
