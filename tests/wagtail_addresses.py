"""Who opens which address of Wagtail itself; the page is an editorial one, under moderation."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, Task, Workflow

from tests.editorial.media import make_document, make_image
from tests.editorial.pages import StandardPageFactory
from tests.factories import HomePageFactory, UserFactory
from tests.roles import (
    ADMIN,
    ALL_WHO_ENTER,
    EVERYBODY,
    NOBODY,
    STAFF,
    WRITERS,
)

PAGES = {
    "wagtailadmin_explore*": WRITERS,
    "wagtailadmin_pages:*": WRITERS,
    **dict.fromkeys(
        (
            "wagtailadmin_pages:collect_workflow_action_data",
            "wagtailadmin_pages:delete",
            "wagtailadmin_pages:lock",
            "wagtailadmin_pages:move",
            "wagtailadmin_pages:revisions_unschedule",
            "wagtailadmin_pages:set_page_position",
            "wagtailadmin_pages:set_privacy",
            "wagtailadmin_pages:unpublish",
            "wagtailadmin_pages:workflow_action",
            "wagtailadmin_pages:workflow_preview",
        ),
        STAFF,
    ),
    "wagtailadmin_pages:unlock": ADMIN,
    "wagtailadmin_pages:convert_alias": NOBODY,  # this one is no alias
    # They show nothing of the page, or send to an address of this table; what is sent is refused.
    **dict.fromkeys(
        (
            "wagtailadmin_pages:choose_parent",
            "wagtailadmin_pages:confirm_workflow_cancellation",
            "wagtailadmin_pages:move_confirm",
            "wagtailadmin_pages:revisions_index",
        ),
        ALL_WHO_ENTER,
    ),
}
FILES = {
    f"{library}:{view}": who
    for library in ("wagtailimages", "wagtaildocs")
    for view, who in {
        "*": WRITERS,
        "create_multiple_*": NOBODY,  # there is no file half sent
        "delete_upload_multiple": NOBODY,
    }.items()
} | {
    "wagtailimages:url_generator*": NOBODY,  # it is not switched on
    "wagtailimages_chooser:*": WRITERS,
    "wagtailimages_chooser:choose*": ALL_WHO_ENTER,
    "wagtailimages_chooser:chosen_multiple": ALL_WHO_ENTER,  # nothing is chosen
    "wagtaildocs_chooser:*": WRITERS,
    "wagtaildocs_chooser:choose*": ALL_WHO_ENTER,
    "wagtaildocs_chooser:chosen_multiple": ALL_WHO_ENTER,
}
WHO = {
    # What every screen needs, before or after signing in.
    "wagtailadmin_javascript_catalog": EVERYBODY,
    "wagtailadmin_sprite": EVERYBODY,
    "wagtailadmin_password_reset*": EVERYBODY,
    "wagtailadmin_home": ALL_WHO_ENTER,
    "wagtailadmin_account": ALL_WHO_ENTER,
    "wagtailadmin_dismissibles": ALL_WHO_ENTER,
    "wagtailadmin_tag_*": ALL_WHO_ENTER,
    "wagtailadmin_block_preview": NOBODY,  # of a block that nothing names
    "wagtailadmin_editing_sessions:ping": WRITERS,
    "wagtailadmin_editing_sessions:release": ALL_WHO_ENTER,
    "wagtail_bulk_action": NOBODY,  # of nothing
    # What links to pages, images and documents, for whoever edits something.
    "wagtailadmin_choose_page*": ALL_WHO_ENTER,
    "wagtailembeds:*": ALL_WHO_ENTER,
    "wagtailadmin_api:*:listing": ALL_WHO_ENTER,
    "wagtailadmin_api:*:detail": ALL_WHO_ENTER,
    "wagtailadmin_api:*:find": NOBODY,  # nothing is sought
    "wagtailadmin_api:pages:detail": WRITERS,
    "wagtailadmin_api:pages:action": STAFF,
    **PAGES,
    **FILES,
    "wagtailadmin_reports:*": WRITERS,
    "wagtailadmin_reports:locked_pages*": ADMIN,
    "wagtailadmin_reports:site_history*": ALL_WHO_ENTER,  # of what each may see
    "wagtailadmin_workflows:*": ADMIN,
    "wagtailadmin_workflows:task_cho*": ALL_WHO_ENTER,
    "wagtailadmin_collections:*": ADMIN,
    "wagtailredirects:*": ADMIN,
    "wagtailsites:*": ADMIN,
    "wagtailusers_*": ADMIN,
    "wagtailsnippets:index": NOBODY,  # each table has its own menu
    "wagtailsettings:edit": STAFF,
    "wagtailsettings:preview_on_edit": NOBODY,  # there is nothing to preview
}
# One fails on purpose, one would end the session of who opens the rest, and one leads everybody to
# « /connexion/ », whoever they are.
LEFT_ALONE = {"wagtailadmin_error_test", "wagtailadmin_logout", "wagtailadmin_login"}
# A fault of Wagtail's own, that nobody meets without forging a form.
FAILS_ON_AN_EMPTY_FORM = {"wagtailredirects:process_import"}


def things() -> dict[str, Any]:
    page = StandardPageFactory(title="Le réseau", slug="reseau")
    revision = page.save_revision()
    workflow, task = Workflow.objects.get(), Task.objects.get()
    state = workflow.start(page, UserFactory(is_superuser=True))
    return {
        "page_id": page.pk,
        "page_pk": page.pk,
        "page_to_move_id": page.pk,
        "wagtailadmin_pages.pk": page.pk,
        "wagtailadmin_api:pages.pk": page.pk,
        "object_id": str(page.pk),
        "session_id": 1,
        "parent_page_id": HomePageFactory().pk,
        "destination_id": HomePageFactory().pk,
        "revision_id": revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "wagtailadmin_api:pages:action.action_name": "publish",
        "workflow_pk": workflow.pk,
        "wagtailadmin_workflows.pk": workflow.pk,
        "wagtailadmin_workflows:edit_task.pk": task.pk,
        "wagtailadmin_workflows:disable_task.pk": task.pk,
        "wagtailadmin_workflows:enable_task.pk": task.pk,
        "task_id": task.pk,
        "workflow_state_id": state.pk,
        "task_state_id": state.current_task_state.pk,
        **_files(),
        **_tables(),
        **_types(),
    }


def _files() -> dict[str, Any]:
    image, document = make_image(), make_document()
    return {
        "image_id": image.pk,
        "wagtailimages_chooser.pk": image.pk,
        "wagtailadmin_api:images.pk": image.pk,
        "filter_spec": "original",
        "document_id": document.pk,
        "doc_id": document.pk,
        "wagtaildocs_chooser.pk": document.pk,
        "wagtailadmin_api:documents.pk": document.pk,
        "uploaded_file_id": 1,
    }


def _tables() -> dict[str, Any]:
    collection = Collection.get_first_root_node().add_child(name="Photos")
    site = Site.objects.get()
    return {
        "collection_id": collection.pk,
        "wagtailadmin_collections.pk": collection.pk,
        "redirect_id": Redirect.objects.create(old_path="/a", redirect_link="/b").pk,
        "wagtailsites.pk": site.pk,
        "wagtailsettings.pk": site.pk,
        "wagtailusers_users.pk": UserFactory().pk,
        "wagtailusers_groups.pk": Group.objects.first().pk,
        "uidb64": "Mg",
        "token": "abc-def",
    }


def _types() -> dict[str, Any]:
    """Return the models that addresses name."""
    return {
        "content_type_app_name": "editorial",
        "content_type_model_name": "standardpage",
        "app_label": "editorial",
        "model_name": "standardpage",
        "wagtailsettings.app_name": "frame",
        "wagtailsettings.model_name": "framesettings",
        "wagtailadmin_tag_model_autocomplete.app_name": "events",
        "wagtailadmin_tag_model_autocomplete.model_name": "theme",
        "wagtail_bulk_action.app_label": "wagtailcore",
        "wagtail_bulk_action.model_name": "page",
        "wagtail_bulk_action.action": "delete",
        "wagtailadmin_workflows:add_task.app_label": "wagtailcore",
        "wagtailadmin_workflows:add_task.model_name": "groupapprovaltask",
    }
