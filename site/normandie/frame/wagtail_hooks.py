"""The admin under the name and the colours of the site, and without what leads out of it."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

# Pages of wagtail.org, in English: the guide of the teams says it all in French.
ELSEWHERE = ("editor-guide", "whats-new")


@hooks.register("insert_global_admin_css")
def give_the_colours_of_the_site() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/brand.css"))


@hooks.register("construct_help_menu")
def leave_out_what_is_in_english(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(ELSEWHERE)]


@hooks.register("after_edit_page")
def say_what_was_approved(request: HttpRequest, page: Page) -> None:
    """Say whether the page is online: Wagtail says only that it « was updated »."""
    asked = request.POST.get("workflow-action-name")
    if "action-workflow-action" not in request.POST or asked != "approve":
        return
    now = Page.objects.get(pk=page.pk)  # the one of the form is of before
    if now.current_workflow_state:
        messages.success(request, "Vous l’avez approuvée\u00a0; elle attend une autre relecture.")
    elif now.live:
        messages.success(request, "Vous l’avez approuvée\u00a0: elle est publiée.")
