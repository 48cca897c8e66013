"""The screens where staff follow complaints about accessibility."""

from typing import Any
from urllib.parse import quote

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from core.admin.choosers import NoChooser
from core.admin.screens import FormScreen
from normandie.accessibility.admin.forms import AnswerForm, FollowForm
from normandie.accessibility.models import Complaint

LATE, WAITING, ANSWERED = "retard", "attente", "repondues"


class ComplaintFilterSet(WagtailFilterSet):
    clock = django_filters.ChoiceFilter(
        label="Délai de sept jours",
        choices=[(LATE, "En retard"), (WAITING, "En attente de réponse"), (ANSWERED, "Répondues")],
        method="by_clock",
        widget=forms.RadioSelect,
        empty_label="Toutes",
    )
    state = django_filters.MultipleChoiceFilter(
        label="État", choices=Complaint.State.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Complaint
        fields: list[str] = []

    def by_clock(self, complaints: QuerySet, name: str, value: str) -> QuerySet:
        if value == ANSWERED:
            return complaints.filter(answered_at__isnull=False)
        if value == LATE:
            return complaints & Complaint.objects.late()
        return complaints.filter(answered_at=None)


def answer_url(complaint: Complaint) -> str:
    return reverse("accessibility_answer", args=(complaint.pk,))


def may_answer(user: Any) -> bool:
    """Whether *user* may answer complaints."""
    policy = policy_registry.get_by_type(Complaint)
    return bool(policy.user_has_permission(user, "change"))


class AnswerButtonMixin:
    """« Répondre » in the header of a screen, until an answer has left."""

    object: Complaint
    request: HttpRequest

    @property
    def header_buttons(self) -> list[Button]:
        buttons = list(super().header_buttons)  # type: ignore[misc]
        if self.object.answered_at is None and may_answer(self.request.user):
            buttons.append(HeaderButton("Répondre", url=answer_url(self.object), icon_name="mail"))
        return buttons


class ComplaintIndexView(IndexView):
    def get_list_more_buttons(self, instance: Complaint) -> list[Button]:
        buttons = list(super().get_list_more_buttons(instance))
        if instance.answered_at is None and may_answer(self.request.user):
            buttons.append(
                Button("Répondre", url=answer_url(instance), icon_name="mail", priority=5)
            )
        return buttons


class ComplaintEditView(AnswerButtonMixin, EditView):
    pass


class ComplaintInspectView(AnswerButtonMixin, InspectView):
    def get_email_display_value(self) -> str:
        email = self.object.email
        return format_html('<a href="mailto:{}">{}</a>', quote(email, "@"), email)


class AnswerView(FormScreen, FormView):
    """Write the answer to a complaint and send it."""

    form_class = AnswerForm
    template_name = "accessibility/admin/answer.html"
    page_title = "Répondre"
    header_icon = "mail"
    submit_button_label = "Envoyer la réponse"
    submit_button_active_label = "Envoi…"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_answer(request.user):
            raise PermissionDenied
        self.complaint = get_object_or_404(
            Complaint.objects.waiting(), id=kwargs["pk"]
        )  # « pk » fails on a huge one
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.complaint.number

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.get_success_url(), "label": "Réclamations"},
            {"url": "", "label": f"Répondre à {self.complaint.number}"},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"complaint": self.complaint}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(complaint=self.complaint, **kwargs)

    def get_success_url(self) -> str:
        return reverse("wagtailsnippets_accessibility_complaint:list")

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        try:
            form.send()
        except ValueError:
            form.add_error(
                "answer", "Une réponse est en train de partir\u00a0: celle-ci n’est pas envoyée."
            )
            return self.form_invalid(form)
        log(self.complaint, "accessibility.answer", user=self.request.user)
        messages.success(
            self.request,
            f"La réponse à {self.complaint.number} est enregistrée et part dans quelques minutes. "
            "Le délai s’arrête quand elle est partie\u00a0: cette liste le dit.",
        )
        return super().form_valid(form)


class ComplaintViewSet(SnippetViewSet):
    model = Complaint
    icon = "mail"
    menu_label = "Réclamations"
    menu_order = 160
    add_to_admin_menu = True
    base_url_path = "accessibilite/reclamations"
    index_view_class = ComplaintIndexView
    edit_view_class = ComplaintEditView
    inspect_view_class = ComplaintInspectView
    filterset_class = ComplaintFilterSet
    chooser_viewset_class = NoChooser
    list_display = [
        "__str__",
        Column("state", label="État", accessor="get_state_display", sort_key="state"),
        Column(
            "received_at",
            label="Reçue le",
            accessor=lambda complaint: date_format(localtime(complaint.received_at), "d/m/Y H:i"),
            sort_key="received_at",
        ),
        Column("deadline", label="Délai", sort_key="answer_due"),
        Column("mails", label="Courriels"),
    ]
    list_per_page = 50
    ordering = "-received_at"
    search_fields = ["message", "page", "last_name"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "message",
        "page",
        "equipment",
        "last_name",
        "first_name",
        "email",
        "postal_address",
        "state",
        "received_at",
        "receipt_sent_at",
        "answer_due",
        "answer",
        "answered_at",
        "note",
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("message", read_only=True),
                    FieldPanel("page", read_only=True),
                    FieldPanel("equipment", read_only=True),
                    FieldPanel("received_at", read_only=True),
                    FieldPanel("answer_due", read_only=True),
                ],
                heading="La réclamation",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("last_name", read_only=True),
                    FieldPanel("first_name", read_only=True),
                    FieldPanel("email", read_only=True),
                    FieldPanel("postal_address", read_only=True),
                ],
                heading="La personne",
                help_text="Seulement pour lui répondre ; effacé un an après la réponse.",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("state", read_only=True),
                    FieldPanel("answer", read_only=True),
                    FieldPanel("answered_at", read_only=True),
                    FieldPanel("note", help_text="Pour l’équipe ; la personne ne la voit pas."),
                ],
                heading="Suite donnée",
            ),
        ],
        base_form_class=FollowForm,
    )
