"""Panels that tell staff about a sheet and hold no field."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.panels import Panel

from directory.completeness import completeness_of


class FactsPanel(Panel):
    """A panel of a sheet that is only read. Subclasses name a template and give its ``facts``."""

    class BoundPanel(Panel.BoundPanel):
        facts: Callable[[], dict[str, Any]]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | self.facts()

        def is_saved(self) -> bool:
            return self.instance.pk is not None


class CompletenessPanel(FactsPanel):
    """The score of the sheet as it is being edited, and what is still to add."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Ce qu’il reste à compléter"} | kwargs)

    class BoundPanel(FactsPanel.BoundPanel):
        template_name = "directory/admin/completeness_panel.html"

        def facts(self) -> dict[str, Any]:
            return {"completeness": completeness_of(self.instance)}


class DuplicatesPanel(FactsPanel):
    """The other sheets that may be about the same place; hidden where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Doublons probables"} | kwargs)

    class BoundPanel(FactsPanel.BoundPanel):
        template_name = "directory/admin/duplicates_panel.html"

        def __init__(self, **kwargs: Any) -> None:
            from directory.duplicates import likely_duplicates

            super().__init__(**kwargs)
            self.duplicates = likely_duplicates(self.instance) if self.is_saved() else []

        def is_shown(self) -> bool:
            return bool(self.duplicates)

        def facts(self) -> dict[str, Any]:
            return {"duplicates": self.duplicates, "place_pk": self.instance.pk}


class ManagersPanel(FactsPanel):
    """Who manages the place, with the way to change it for who may.

    Not a field of the form: a right is given at once, it does not wait for a draft to be
    published, nor comes back with an old version.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Gestionnaires"} | kwargs)

    class BoundPanel(FactsPanel.BoundPanel):
        template_name = "directory/admin/managers_panel.html"

        def is_shown(self) -> bool:
            from directory.permissions import may_choose_managers

            return self.is_saved() and may_choose_managers(self.request.user)

        def facts(self) -> dict[str, Any]:
            return {
                "place": self.instance,
                "managers": self.instance.managers.order_by("last_name", "first_name", "username"),
            }
