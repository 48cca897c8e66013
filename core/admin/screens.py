"""What our own screens of the admin are made of: a form, a computed report, no chooser."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.snippets.views.chooser import SnippetChooserViewSet


class FormScreen(WagtailAdminTemplateMixin):
    """Mixin of views: a screen with one form, laid out as Wagtail lays out its own.

    The title says what is done; ``get_page_subtitle``, the heading of the form, says of what.
    """

    request: HttpRequest
    template_name: Any = "wagtailadmin/generic/form.html"
    submit_button_label = "Enregistrer"
    submit_button_active_label = "Enregistrement…"

    def get_header_title(self) -> str:
        return "\u00a0: ".join(filter(None, [self.get_page_title(), self.get_page_subtitle()]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context.get("form")
        return context | {
            "media": form.media if form else "",
            "action_url": self.request.get_full_path(),
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": self.submit_button_active_label,
        }


class ComputedReportView(ReportView):
    """A report whose lines are worked out at once, whole, in their order: always up to date.

    A subclass gives ``get_filtered_queryset``, its ``columns`` and its names.
    """

    is_searchable = False
    is_export = False
    default_ordering = None


def report_urls(view: type[Any], route: str, name: str) -> list[URLPattern]:
    """Return the two addresses that Wagtail asks of a report: the page, and its results alone."""
    return [
        path(route, view.as_view(), name=name),
        path(f"{route}resultats/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


class NoChooser(SnippetChooserViewSet):
    """The chooser of what visitors sent: it has no address.

    Wagtail opens the chooser of a snippet to whoever enters the admin, without regard to who may
    see the rows.
    """

    def get_urlpatterns(self) -> list[Any]:
        return []
