"""What an app subclasses: the viewset, the action on many rows, the panel of the first screen."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import path, reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.bulk import OpenTickedRowsOnly
from core.admin.incoming.forms import BulkForm
from core.admin.incoming.views import (
    READ,
    ActionView,
    IncomingIndexView,
    IncomingInspectView,
    OpenHistoryView,
    OpenUsageView,
    StatefulEditView,
    StatefulInspectView,
    moment,
    what_happened,
)
from core.admin.screens import NoChooser
from core.models import StatefulMixin
from core.permissions import rows_open_to
from core.workflow import TEAM, Actor, AlreadyChanged, TransitionTable, WorkflowError

AGES = [(7, "Plus d’une semaine"), (30, "Plus d’un mois"), (90, "Plus de trois mois")]  # days


class IncomingFilterSet(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label="État", choices=(), widget=forms.CheckboxSelectMultiple
    )
    age = django_filters.ChoiceFilter(
        label="Arrivé depuis",
        choices=AGES,
        method="by_age",
        widget=forms.RadioSelect,
        empty_label="N’importe quand",
    )

    class Meta:
        model: Any = None
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = self.queryset.model._meta.get_field("state").choices
        self.filters["state"].extra["choices"] = states

    def by_age(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows & rows.model.objects.older_than(timedelta(days=int(value)))


STATE = Column("state", label="État", accessor="get_state_display", sort_key="state")
RECEIVED_AT = Column(
    "received_at",
    label="Réception",
    accessor=lambda row: moment(row.received_at),
    sort_key="received_at",
)


class StatefulViewSet(SnippetViewSet):
    """A listing of rows whose ``table`` says what may be done of their state.

    ``answers`` names the actions that may send an answer, and whether they must.
    """

    table: TransitionTable
    answers: dict[str, bool] = {}
    edit_view_class = StatefulEditView
    inspect_view_class = StatefulInspectView
    history_view_class = OpenHistoryView
    usage_view_class = OpenUsageView
    action_view_class = ActionView
    inspect_template_name = "core/admin/incoming/inspect.html"
    list_per_page = 50
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return common | {
            "table": self.table,
            "answers": self.answers,
            "action_url_name": self.get_url_name("action"),
        }

    def get_urlpatterns(self) -> list[Any]:
        action = self.construct_view(self.action_view_class)
        return [
            *super().get_urlpatterns(),
            path("inspect/<int:pk>/<slug:action>/", action, name="action"),
        ]


class IncomingViewSet(StatefulViewSet):
    """A listing of rows that nobody edits: what visitors sent."""

    answers = {"repondre": True}
    chooser_viewset_class = NoChooser
    index_view_class = IncomingIndexView
    inspect_view_class = IncomingInspectView
    filterset_class = IncomingFilterSet
    index_template_name = "core/admin/incoming/index.html"
    list_display: Any = ["__str__", STATE, RECEIVED_AT]
    ordering = "-received_at"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | {"edit_url_name": None}

    def get_urlpatterns(self) -> list[Any]:
        return [each for each in super().get_urlpatterns() if each.name != "edit"]

    @property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        """Where mails and listings lead for a row: there is no form to edit one."""
        attributes = {"model": self.model, "edit_url_name": self.get_url_name("inspect")}
        return type("IncomingURLFinder", (ModelAdminURLFinder,), attributes)


class BulkTransition(OpenTickedRowsOnly, SnippetBulkAction):
    """One action of the ``table`` on the rows that were ticked; says what was refused, and why.

    Rows that do not all follow the same table give theirs by ``table_of``, and all of them by
    ``tables``. ``role`` is that of who acts.
    """

    table: TransitionTable
    role = TEAM
    action = ""
    form_class = BulkForm
    template_name = "core/admin/incoming/bulk.html"
    done: tuple[str, str]  # « fait », for one row and for several
    refused = "refusé(s)"

    def object_context(self, snippet: StatefulMixin) -> dict[str, Any]:
        return {"item": snippet}

    def tables(self) -> Iterable[TransitionTable]:
        return [self.table]

    def table_of(self, row: Any) -> TransitionTable:
        return self.table

    def get_form(self, form_class: Any = None) -> BulkForm:
        form: BulkForm = super().get_form(form_class)
        ways = [each for table in self.tables() for each in table.transitions]
        if not any(each.needs_reason for each in ways if each.action == self.action):
            del form.fields["reason"]
        return form

    def get_initial(self) -> dict[str, str]:
        rows, _ = self.get_actionable_objects()
        return {"seen": " ".join(f"{row.pk}:{row.version}" for row in rows)}

    def get_execution_context(self) -> dict[str, Any]:
        return {"view": self}

    @classmethod
    def execute_action(cls, objects: list[Any], **kwargs: Any) -> tuple[int, int]:
        view: BulkTransition = kwargs["view"]
        refusals = [why for row in objects if (why := view.apply_to(row))]
        if refusals:
            messages.error(
                view.request, f"{len(refusals)} {cls.refused}\u00a0: {' '.join(refusals)}"
            )
        return len(objects) - len(refusals), 0

    def apply_to(self, row: StatefulMixin) -> str:
        """Do the action on *row*; return why it was refused, naming the row, or nothing."""
        form, table = self.cleaned_form, self.table_of(row)
        try:
            if form.versions().get(str(row.pk)) != str(row.version):
                raise AlreadyChanged
            self.act(row, Actor(self.role, self.request.user), form.cleaned_data.get("reason", ""))
        except WorkflowError as refusal:
            return f"«\u00a0{row}\u00a0» ({what_happened(row, table, refusal)})"
        return ""

    def act(self, row: Any, actor: Actor, reason: str) -> None:
        """Do the action on *row*. WorkflowError: it is refused."""
        self.table_of(row).apply(row, self.action, actor, reason=reason)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        return f"{num_parent_objects} {self.done[num_parent_objects > 1]}."


class WaitingPanel(Component):
    """On the first screen: how many rows of a model wait, since when, and how many are late."""

    template_name = "core/admin/incoming/panel.html"

    def __init__(
        self,
        viewset: type[IncomingViewSet],
        *,
        heading: str,
        none: str,
        late_query: str = "",
        order: int = 90,
    ) -> None:
        self.model = viewset.model
        self.name = f"waiting_{self.model._meta.model_name}"
        self.icon, self.heading, self.none = viewset.icon, heading, none
        self.late_query = late_query
        self.order = order

    def opens_to(self, user: Any) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return bool(policy.user_has_any_permission(user, READ))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        rows = rows_open_to(parent_context["request"].user, self.model, *READ)
        waiting = rows.waiting()
        oldest = waiting.order_by("received_at").first()
        listing = reverse(self.model.snippet_viewset.get_url_name("list"))
        states = "&".join(f"state={state}" for state in sorted(self.model.WAITING))
        return {
            "panel": self,
            "waiting": waiting.count(),
            "oldest": oldest,
            "late": rows.late().count() if self.late_query else 0,
            "waiting_url": f"{listing}?{states}",
            "late_url": f"{listing}?{self.late_query}",
        }
