"""« Appels → Équipes »: who works on each call, for those who lead it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry

from ami.admin.forms.team import BaseTeamFormSet, TeamFormSet, people_of_teams
from ami.models import CallPage, Dossier
from ami.services.teams import left_behind, team_of, write_team, written
from ami.teams import RELEASE
from core.admin.screens import FormScreen
from core.workflow import AlreadyChanged

INDEX, TEAM = "ami_teams:index", "ami_teams:team"
OPEN_TO_ALL = "L’équipe est vide\u00a0: les dossiers s’ouvrent à tous ceux qui étudient les appels."
MENU_LABEL = "Équipes"


class TeamsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The calls that the person leads, each with its team."""

    model = Dossier
    permission_required = "release"
    template_name = "ami/admin/teams.html"
    page_title = "Équipes des appels"
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calls = CallPage.objects.led_by(self.request.user).by_opening()
        teams = [(each, team_of(each), reverse(TEAM, args=(each.pk,))) for each in calls]
        return super().get_context_data(**kwargs) | {"teams": teams}


class TeamView(PermissionCheckedMixin, FormScreen, FormView):
    """The team of one call, whole; of two people who change it at once, the second is told."""

    model = Dossier
    permission_required = "release"
    form_class = TeamFormSet
    template_name = "ami/admin/team.html"
    page_title = "Équipe"
    header_icon = "group"
    call: CallPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # « id », since « pk » fails on a number without end.
        self.call = get_object_or_404(CallPage.objects.led_by(request.user), id=kwargs["pk"])
        self.lines = team_of(self.call)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"Équipe\u00a0: {self.call.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(INDEX), "label": "Équipes des appels"},
            {"url": "", "label": self.call.title},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give what the team is now to who reads it alone: it is no line of who writes another."""
        kwargs = super().get_form_kwargs() | {"form_kwargs": {"people": people_of_teams()}}
        known = [vars(each) for each in self.lines if each.user]
        return kwargs | {"initial": None if self.request.method == "POST" else known}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "is_empty": not self.lines,
            "gone": sum(each.user is None for each in self.lines),
            "seen": written(self.lines),
        }

    def form_valid(self, form: BaseTeamFormSet) -> HttpResponse:
        lines = list(form.lines())
        seen = self.request.POST.get("seen", "")
        try:
            write_team(self.call, lines, seen=seen, by=self.request.user)
        except AlreadyChanged:
            messages.error(
                self.request,
                "Quelqu’un vient de changer cette équipe\u00a0: elle est maintenant "
                f"«\u00a0{told(self.lines)}\u00a0». Vos lignes sont gardées ci-dessous\u00a0: "
                "relisez-les, puis enregistrez.",
            )
            return self.form_invalid(form)
        self._say(lines)
        return super().form_valid(form)

    def _say(self, lines: list[Any]) -> None:
        if lines:
            messages.success(
                self.request,
                "L’équipe est enregistrée\u00a0: elle seule ouvre les dossiers de cet appel.",
            )
        else:
            messages.warning(self.request, OPEN_TO_ALL)
        if number := left_behind(self.call):
            messages.warning(
                self.request,
                "Dossiers suivis par une personne qui ne peut plus les "
                f"étudier\u00a0: {number}. Confiez-les à quelqu’un d’autre.",
            )

    def get_success_url(self) -> str:
        return reverse(INDEX)


def told(lines: list[Any]) -> str:
    """Name the people of a team."""
    names = [each.user.get_full_name() or each.user.get_username() for each in lines if each.user]
    return ", ".join(names) or "vide"


class LeadsMenuItem(MenuItem):
    """A line of the menu for who has the right; every page asks, so that no call is read for it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy_registry.get_by_type(Dossier).user_has_permission(request.user, RELEASE))


class TeamsViewSet(ViewSet):
    name = "ami_teams"
    url_prefix = "appels/equipes"
    icon = "group"
    menu_label = MENU_LABEL
    menu_item_class: Any = LeadsMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(TeamsView), name="index"),
            path("<int:pk>/", self.construct_view(TeamView), name="team"),
        ]
