"""A panel for the terms that a place takes from one closed list."""

from functools import partial
from typing import Any

from wagtail.admin.compare import M2MFieldComparison
from wagtail.admin.panels import FieldPanel

from directory.forms.terms import field_name
from directory.models.vocabulary import Vocabulary


class TermsComparison(M2MFieldComparison):
    """What two versions of a sheet take from one closed list."""

    def __init__(self, vocabulary: Vocabulary, *args: Any) -> None:
        super().__init__(*args)
        self.vocabulary = vocabulary

    def field_label(self) -> str:
        return str(self.vocabulary.label)

    def get_items(self) -> tuple[list[Any], list[Any]]:
        before, after = super().get_items()
        return self._of_the_list(before), self._of_the_list(after)

    def _of_the_list(self, terms: Any) -> list[Any]:
        of_the_list = (term for term in terms if term.vocabulary == self.vocabulary)
        return sorted(of_the_list, key=lambda term: (term.order, term.label))


class TermsPanel(FieldPanel):
    """Checkboxes of one closed list: a part of ``PlacePage.terms`` (see ``PlacePageForm``)."""

    def __init__(self, vocabulary: Vocabulary, **kwargs: Any) -> None:
        kwargs |= {"field_name": field_name(vocabulary), "disable_comments": True}
        super().__init__(**kwargs)
        self.vocabulary = vocabulary

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"vocabulary": self.vocabulary}

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            field = self.panel.model._meta.get_field("terms")
            return [partial(TermsComparison, self.panel.vocabulary, field)]
