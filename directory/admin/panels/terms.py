"""A panel for the terms that a place takes from one closed list."""

import json
from functools import partial
from typing import Any

from django.forms.widgets import Script
from wagtail.admin.compare import M2MFieldComparison
from wagtail.admin.panels import FieldPanel

from directory.forms.terms import field_name
from directory.models import Term, Vocabulary


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


class UnfoldingTermsPanel(TermsPanel):
    """A closed list whose terms say which panels of the form matter: see ``unfolded_by``."""

    class BoundPanel(TermsPanel.BoundPanel):
        class Media:
            js = [Script("js/admin/unfolding.js", type="module")]

        @property
        def attrs(self) -> dict[str, str]:
            terms = Term.objects.filter(vocabulary=self.panel.vocabulary)
            codes = {str(pk): code for pk, code in terms.values_list("pk", "code")}
            return super().attrs | {"data-unfolding": json.dumps(codes)}


def unfolded_by(*codes: str) -> dict[str, Any]:
    """Return what folds a panel until a term of these *codes* is ticked, or it holds something.

    The script does it: the place of a form says what it is, and the form shows what one asks of it.
    """
    return {"classname": "collapsed", "attrs": {"data-unfolded-by": json.dumps(codes)}}
