"""The listing, the sheet of one row with its history, and the form of one action."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils.html import format_html
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.snippets import EditView, HistoryView, IndexView, InspectView, UsageView

from core.admin.incoming.forms import ActionForm
from core.admin.screens import FormScreen
from core.models import HistoryEntry, StatefulMixin
from core.pages.spreadsheets import SafeExportMixin
from core.permissions import rows_open_to
from core.text.formats import short_moment
from core.workflow import (
    SYSTEM,
    TEAM,
    Actor,
    AlreadyChanged,
    NotNow,
    Transition,
    TransitionTable,
    WorkflowError,
)

NOTHING = "—"
READ = ("view", "change")  # either is enough to read a row
NO_TABLE = TransitionTable((), ())  # until a viewset gives its own


def moment(value: datetime | None) -> str:
    return short_moment(value) if value else NOTHING


class IncomingIndexView(SafeExportMixin, IndexView):
    """The listing, under the number of rows in each state."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset() & rows_open_to(self.request.user, self.model, *READ)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {"counts": self._counts()}

    def _counts(self) -> list[dict[str, Any]]:
        found = self.get_base_queryset().order_by().values_list("state").annotate(Count("pk"))
        numbers = dict(found)
        chosen = self.request.GET.getlist("state")
        return [
            {
                "label": label,
                "number": numbers.get(value, 0),
                "url": f"{self.index_url}?{urlencode({'state': value})}",
                "is_chosen": chosen == [value],
            }
            for value, label in self.model._meta.get_field("state").choices
        ]


class OpenRowsOnly:
    """Mixin of Wagtail's views of one row: one that its policy does not open is not found."""

    request: HttpRequest
    model: Any

    def get_base_object_queryset(self) -> QuerySet:
        rows: QuerySet = rows_open_to(self.request.user, self.model, *READ)
        return rows


class OpenUsageView(OpenRowsOnly, UsageView):
    """Wagtail's « utilisation »."""


class OpenHistoryView(OpenRowsOnly, HistoryView):
    """Wagtail's history, of what its log holds."""


class StatefulEditView(EditView):
    """What a row says but its state: nothing is written over what somebody decided meanwhile."""

    def save_instance(self) -> Any:
        row = self.model._default_manager.select_for_update().get(pk=self.object.pk)
        if row.version != self.form.instance.version:
            raise PermissionDenied
        return super().save_instance()


class StatefulInspectView(InspectView):
    """What a row holds, what may be done of it now, and what was done."""

    page_title = "Suivi"
    table = NO_TABLE
    action_url_name = ""
    answers: dict[str, bool] = {}

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        rows = rows_open_to(self.request.user, self.model, *READ)
        # « id », since « pk » fails on a number without end.
        return get_object_or_404(rows, id=self.pk)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if value is None or value == "":
            return NOTHING
        if isinstance(value, datetime):
            return moment(value)
        if isinstance(value, str) and "\n" in value:
            return linebreaks_filter(value)  # escapes
        return value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "actions": self._actions(),
            "steps": self.steps(),
        }

    def steps(self) -> list[dict[str, str]]:
        """Return what was done, in words."""
        states = dict(self.object._meta.get_field("state").choices or ())
        return history_of(self.object, self.table, states)

    def _actions(self) -> list[dict[str, Any]]:
        if not self.user_has_permission("change"):
            return []
        possible = self.table.possible(self.object.state, [TEAM])
        return [self._action(each) for each in possible if self.makes_sense(each)]

    def _action(self, transition: Transition) -> dict[str, Any]:
        form = ActionForm(row=self.object, transition=transition, answers=self.answers)
        return {
            "label": transition.label,
            "url": reverse(self.action_url_name, args=(self.object.pk, transition.action)),
            "at_once": form.asks_nothing,
        }

    def makes_sense(self, transition: Transition) -> bool:
        """Whether to propose an action that the table allows."""
        return True


class IncomingInspectView(StatefulInspectView):
    """The same of what a visitor wrote, from its arrival."""

    def get_email_display_value(self) -> str:
        email = self.object.email
        # Quoted: « ? » is legal in an address, and would add fields to the answer.
        return format_html('<a href="mailto:{}">{}</a>', quote(email, "@"), email) if email else ""

    def steps(self) -> list[dict[str, str]]:
        arrival = {"at": moment(self.object.received_at), "label": "Arrivée sur le site"}
        return [arrival, *super().steps()]

    def makes_sense(self, transition: Transition) -> bool:
        """Whether there is somebody to answer, for an action that is an answer."""
        return bool(self.object.email) or not self.answers.get(transition.action)


class ActionView(PermissionCheckedMixin, FormScreen, FormView):
    """Do one action on one row, as the person saw it."""

    permission_required = "change"
    model: Any = None
    table = NO_TABLE
    answers: dict[str, bool] = {}
    index_url_name = inspect_url_name = ""
    header_icon = ""
    form_class = ActionForm
    template_name = "core/admin/incoming/action.html"
    submit_button_active_label = "En cours…"
    row: StatefulMixin
    transition: Transition

    @property
    def about(self) -> str:
        """What the row is about, with links to it (HTML); empty where its message says it all."""
        return ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        # « id », since « pk » fails on a number without end.
        rows = rows_open_to(request.user, self.model, "change")
        self.row = get_object_or_404(rows, id=kwargs["pk"])
        transition = self.table.transition(kwargs["action"], self.row.state)
        if transition is None:
            messages.error(request, what_happened(self.row, self.table, NotNow()))
            return redirect(self.get_success_url())
        self.transition = transition
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.transition.label

    def get_page_subtitle(self) -> str:
        return str(self.row)

    @property
    def submit_button_label(self) -> str:  # type: ignore[override]
        return self.transition.label

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        listing = str(self.model._meta.verbose_name_plural).capitalize()
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": listing},
            {"url": self.get_success_url(), "label": str(self.row)},
            {"url": "", "label": self.transition.label},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("initial")
        return kwargs | {"row": self.row, "transition": self.transition, "answers": self.answers}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(row=self.row, **kwargs)

    def get_success_url(self) -> str:
        return reverse(self.inspect_url_name, args=(self.row.pk,))

    def form_valid(self, form: ActionForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            if given["version"] != self.row.version:
                raise AlreadyChanged
            self.table.apply(
                self.row,
                self.transition.action,
                Actor(TEAM, self.request.user),
                reason=given.get("reason", ""),
                **self.given(form),
            )
        except WorkflowError as refusal:
            return self._refuse(form, refusal)
        messages.success(self.request, self._done(bool(given.get("answer"))))
        return super().form_valid(form)

    def given(self, form: ActionForm) -> dict[str, Any]:
        """Return what *form* gives to the effects of the action."""
        return {"answer": form.cleaned_data.get("answer", "")}

    def _done(self, answered: bool) -> str:
        done = f"«\u00a0{self.transition.label}\u00a0»\u00a0: c’est fait."
        if not answered:
            return done
        return (
            f"{done} La réponse part dans quelques minutes\u00a0; l’historique dira quand elle est "
            "partie."
        )

    def _refuse(self, form: ActionForm, refusal: WorkflowError) -> HttpResponse:
        """Say why, and keep what was typed: sent again, it decides on the row as it now is."""
        self.row.refresh_from_db()
        message = what_happened(self.row, self.table, refusal)
        if form.asks_nothing:
            messages.error(self.request, message)
            return redirect(self.get_success_url())
        form.data = dict(form.data.items()) | {"version": str(self.row.version)}
        form.add_error(None, message)
        return self.form_invalid(form)


def what_happened(row: StatefulMixin, table: TransitionTable, refusal: WorkflowError) -> str:
    """Say why an action is refused, and, where the row has changed, what was done last."""
    if not isinstance(refusal, AlreadyChanged | NotNow):
        return refusal.message
    return f"{refusal.message} {last_step(row, table)}".rstrip()


def last_step(row: StatefulMixin, table: TransitionTable) -> str:
    """Say what was done last of *row*, by whom and when; nothing for what has no history."""
    last = row.history.order_by("-at", "-pk").first()
    if last is None:
        return ""
    return (
        f"Dernière étape\u00a0: «\u00a0{table.label_of(last.action)}\u00a0», "
        f"par {who_did(last)}, le {moment(last.at)}."
    )


def history_of(
    row: StatefulMixin, table: TransitionTable, states: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return the steps of *row* in words; *states* says how each state is called."""
    return [
        {
            "at": moment(each.at),
            "label": table.label_of(each.action),
            "who": who_did(each),
            "state": states.get(each.target, each.target) if each.source != each.target else "",
            "reason": each.reason,
        }
        for each in row.history.select_related("user")
    ]


def who_did(step: HistoryEntry) -> str:
    """Name who made a step: an account, the site, or a role of the table."""
    if step.user is not None:
        name: str = get_user_display_name(step.user)
        return name
    return {TEAM: "un compte effacé", SYSTEM: "le site"}.get(step.role, step.role)
