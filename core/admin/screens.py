"""What our own screens of the admin have in common."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class FormScreen(WagtailAdminTemplateMixin):
    """Mixin of views: a screen with one form, laid out as Wagtail lays out its own.

    The title says what is done; ``get_page_subtitle``, the heading of the form, says of what.
    """

    request: HttpRequest
    template_name: Any = "wagtailadmin/generic/form.html"
    submit_button_label = "Enregistrer"
    submit_button_active_label = "Enregistrement…"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context.get("form")
        return context | {
            "media": form.media if form else "",
            "action_url": self.request.get_full_path(),
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": self.submit_button_active_label,
        }
