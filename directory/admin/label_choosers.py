"""What the form of an attribution offers: grants of its place and label, versions of its label.

The form says them to the chooser (``linked_fields``); ``LabelGrant.clean`` refuses any other.
"""

from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from core.rows import typed_key
from directory.models import LabelGrant, LabelRequirements

OF_PLACE, OF_LABEL = {"place": "#id_place"}, {"label": "#id_label"}


class FormerGrantMixin:
    """Grants of the place and the label that the form holds, which no other one follows yet."""

    request: Any

    def get_object_list(self) -> QuerySet[LabelGrant]:
        place, label = (typed_key(self.request.GET.get(name, "")) for name in ("place", "label"))
        of_both = LabelGrant.objects.filter(place=place, label=label, renewal=None)
        return of_both.select_related("label", "place").order_by("-granted_on", "-pk")


class FormerGrantView(FormerGrantMixin, ChooseView):
    pass


class FormerGrantResultsView(FormerGrantMixin, ChooseResultsView):
    pass


class FormerGrantChooserViewSet(SnippetChooserViewSet):
    choose_view_class = FormerGrantView
    choose_results_view_class = FormerGrantResultsView
    preserve_url_parameters = ("multiple", "place", "label")


class VersionMixin:
    """Published versions: those of the label that the form holds, where it holds one."""

    request: Any

    def get_object_list(self) -> QuerySet[LabelRequirements]:
        versions = LabelRequirements.objects.published().select_related("label").newest_first()
        label = typed_key(self.request.GET.get("label", ""))
        return versions if label is None else versions.filter(label=label)


class VersionView(VersionMixin, ChooseView):
    pass


class VersionResultsView(VersionMixin, ChooseResultsView):
    pass


class VersionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = VersionView
    choose_results_view_class = VersionResultsView
    preserve_url_parameters = ("multiple", "label")


former_grant_widget = AdminSnippetChooser(
    LabelGrant, icon="clipboard-list", linked_fields=OF_PLACE | OF_LABEL
)
version_widget = AdminSnippetChooser(LabelRequirements, icon="list-ol", linked_fields=OF_LABEL)
