"""What the ground floor adds to the admin: the mails of the site and the work of the night."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import SlugInput
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from core.admin.jobs import JobsPanel, JobsReportView
from core.admin.screens import report_urls
from core.mail.viewsets import RESENT, TROUBLE, OutgoingMailViewSet, ResendBulkAction
from core.models import OutgoingMail
from core.permissions import may_on_mails, may_read_jobs

register_snippet(OutgoingMailViewSet)
hooks.register("register_bulk_action", ResendBulkAction)
# « L’œuvre d’été » makes « l-oeuvre-d-ete », as in ``core.text.words.slug_of``: Wagtail alone drops
# what it does not know.
IN_SLUGS = [("[’']", " "), ("[œŒ]", "oe"), ("[æÆ]", "ae")]
register_form_field_override(models.SlugField, override={"widget": SlugInput(formatters=IN_SLUGS)})


class MailsInTroublePanel(Component):
    """On the first screen, as long as some mail cannot leave."""

    name = "mails_in_trouble"
    template_name = "core/admin/mails_in_trouble.html"
    order = 80

    def __init__(self, waiting: int, abandoned: int) -> None:
        self.waiting = waiting
        self.abandoned = abandoned

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        listing = reverse("wagtailsnippets_core_outgoingmail:list")
        return {
            "waiting": self.waiting,
            "abandoned": self.abandoned,
            "url": f"{listing}?state={TROUBLE}",
        }


@hooks.register("construct_homepage_panels")
def add_mails_in_trouble(request: HttpRequest, panels: list[Component]) -> None:
    if not may_on_mails(request.user, "view"):
        return
    waiting, abandoned = OutgoingMail.objects.counted_in_trouble()
    if waiting or abandoned:
        panels.append(MailsInTroublePanel(waiting, abandoned))


@hooks.register("register_log_actions")
def register_resent(actions: LogActionRegistry) -> None:
    actions.register_action(RESENT, "Renvoyer un courriel", "Courriel renvoyé")


@hooks.register("insert_global_admin_css")
def lay_out_what_came_in() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/incoming.css"))


class JobsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_read_jobs(request.user)


@hooks.register("register_admin_urls")
def register_jobs_urls() -> list[Any]:
    return report_urls(JobsReportView, "travaux-automatiques/", "core_jobs")


@hooks.register("register_reports_menu_item")
def register_jobs_report() -> MenuItem:
    return JobsMenuItem(
        "Travaux automatiques", reverse("core_jobs"), icon_name="history", order=150
    )


@hooks.register("construct_homepage_panels")
def add_jobs_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_read_jobs(request.user):
        panels.append(JobsPanel())


@hooks.register("register_permissions")
def offer_to_read_jobs() -> QuerySet[Permission]:
    """Let administrators give this right to other groups too."""
    return Permission.objects.filter(content_type__app_label="core", codename="view_jobrun")
