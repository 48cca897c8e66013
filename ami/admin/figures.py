"""« Appels → Chiffres »: a call in figures, each chart in a table that says the same."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ami.admin.reading import ForReaders, ReadersViewSet
from ami.figures import counts_of, figures_of
from ami.follow_up_figures import follow_up_charts
from ami.models import BordereauLine, CallPage
from ami.teams import limits_of
from ami.territories import map_of


class FiguresView(ForReaders, WagtailAdminTemplateMixin, TemplateView):
    """The figures of the call that « appel » names by its slug; of the last opened otherwise."""

    template_name = "ami/admin/figures.html"
    page_title = "Chiffres d’un appel"
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calls = list(CallPage.objects.with_files_for(self.request.user).by_opening())
        asked = self.request.GET.get("appel")
        call = next((each for each in calls if each.slug == asked), calls[0] if calls else None)
        figures = figures_of(call, self.request.user) if call else None
        return super().get_context_data(**kwargs) | {
            "calls": calls,
            "call": call,
            "destroyed": BordereauLine.objects.destroyed().filter(bordereau__call=call).count(),
            "figures": figures,
            "map": figures and map_of(counts_of(figures, "epci"), "dossier"),
            "follow_up_charts": follow_up_charts(call, self.request.user) if call else [],
            "limits": limits_of(self.request.user).get(call, []) if call else [],
            "export_url": reverse("ami_export:index"),
        }


class FiguresViewSet(ReadersViewSet):
    name = "ami_figures"
    url_prefix = "appels/chiffres"
    icon = "table"
    menu_label = "Chiffres"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.construct_view(FiguresView), name="index")]
