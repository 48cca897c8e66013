"""The screen where staff see what became of the mails of the site.

It shows neither what a mail says nor whom it goes to, but for the domain, which is what tells a
server that refuses them. Who needs the person finds her by what the mail is about.
"""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.bulk import TickedRowsOnly
from core.admin.screens import NoChooser
from core.models import OutgoingMail
from core.permissions import may_on_mails
from core.text.formats import short_moment

from .kinds import all_kinds, kind_of
from .queue import resend, wake_worker

RESENT = "core.mail_resent"
TROUBLE = "echec"


class OutgoingMailFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label="État",
        choices=[(TROUBLE, "Pas partis au premier essai"), *OutgoingMail.State.choices],
        method="by_state",
        widget=forms.RadioSelect,
        empty_label="Tous",
    )
    kind = django_filters.MultipleChoiceFilter(
        label="Courriel",
        choices=lambda: [(kind.name, kind.label) for kind in all_kinds()],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = OutgoingMail
        fields: list[str] = []

    def by_state(self, mails: QuerySet, name: str, value: str) -> QuerySet:
        if value == TROUBLE:
            return mails & OutgoingMail.objects.in_trouble()
        return mails.filter(state=value)


def _moment(name: str, label: str) -> Column:
    def said(mail: OutgoingMail) -> str:
        moment = getattr(mail, name)
        return short_moment(moment) if moment else ""

    return Column(name, label=label, accessor=said, sort_key=name)


class OutgoingMailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_on_mails(request.user, "view")


class OutgoingMailViewSet(SnippetViewSet):
    model = OutgoingMail
    chooser_viewset_class = NoChooser
    icon = "mail"
    menu_label = "Courriels du site"
    menu_order = 170
    menu_item_class = OutgoingMailMenuItem
    add_to_settings_menu = True
    base_url_path = "courriels"
    filterset_class = OutgoingMailFilterSet
    list_display = [
        Column("kind", label="Courriel", accessor=lambda mail: kind_of(mail).label),
        Column("about", label="À propos de", accessor="about_words"),
        Column("recipient", label="Destinataire", accessor="masked_recipient"),
        Column("state", label="État", accessor="get_state_display", sort_key="state"),
        _moment("queued_at", "Écrit le"),
        _moment("sent_at", "Parti le"),
        Column("tries", label="Essais", accessor="tries"),
        Column("error", label="Dernier échec", accessor="error"),
    ]
    list_per_page = 50
    ordering = "-queued_at"
    copy_view_enabled = False


class ResendBulkAction(TickedRowsOnly, SnippetBulkAction):
    """« Renvoyer »: try again now what has not left."""

    display_name = "Renvoyer"
    action_type = "resend"
    aria_label = "Renvoyer les courriels choisis"
    template_name = "core/admin/resend.html"
    action_priority = 10
    models = [OutgoingMail]

    def check_perm(self, snippet: OutgoingMail) -> bool:
        return may_on_mails(self.request.user, "resend")

    @classmethod
    def execute_action(
        cls, objects: list[OutgoingMail], user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        resent = [mail for mail in objects if resend(mail)]
        for mail in resent:
            log(mail, RESENT, user=user)
        if resent:
            wake_worker()
        return len(resent), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if num_parent_objects > 1:
            return f"{num_parent_objects} courriels partent dans quelques minutes."
        if num_parent_objects:
            return "Le courriel part dans quelques minutes."
        return "Rien à renvoyer\u00a0: ces courriels sont déjà partis, ou en train de partir."
