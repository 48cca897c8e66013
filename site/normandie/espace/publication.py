"""What a manager sends, published or put before the team.

Managers have no right of Wagtail on pages: what they may do was checked before
(``normandie.espace.access``), and is written here in the same words as in the admin, the draft, the
workflow of the team and the history of the page, where their name stands.
"""

from enum import Enum
from typing import Any

from django.db import transaction
from wagtail.models import Page

from normandie.espace.models import PlaceSettings


class Outcome(Enum):
    """What became of what was sent."""

    PUBLISHED = "published"
    WAITING = "waiting"  # for the team


def publishes_directly(place: Page) -> bool:
    """Whether the Région trusts *place*, or a pôle, to publish without being read first."""
    return PlaceSettings.objects.filter(place=place, publishes_directly=True).exists()


@transaction.atomic
def send(page: Page, user: Any, *, directly: bool, clean: bool = True) -> Outcome:
    """Save a version of *page* in the name of *user*; publish it *directly*, or submit it.

    A version that waits already is replaced by this one, before the same team, who then answers
    *user*. The page is locked: a moderator decides before this version, or after. With *clean*, the
    whole page is checked; without, whoever calls has checked what it wrote, and the rest may be a
    draft half done.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    waiting = page.current_workflow_state
    revision = page.save_revision(user=user, log_action=True, clean=clean)
    if directly:
        if waiting:
            waiting.cancel(user=user)
        revision.publish(user=user, skip_permission_checks=True)
        return Outcome.PUBLISHED
    workflow = page.get_workflow()
    if waiting and waiting.requested_by != user:
        waiting.requested_by = user
        waiting.save(update_fields=["requested_by"])
    if waiting and waiting.status == waiting.STATUS_NEEDS_CHANGES:
        waiting.resume(user)
    elif not waiting and workflow:
        workflow.start(page, user)
    return Outcome.WAITING


@transaction.atomic
def publish_beside(page: Page, draft: Page, user: Any) -> None:
    """Publish *page* as it is in memory, alone, in the name of *user*; *draft* goes on waiting.

    Whoever calls has written the same change in both. Wagtail's own ``publish`` is for the latest
    word on a page: it would withdraw from the team, and from its calendar, what waits there.
    """
    scheduled = page.scheduled_revision
    if scheduled and scheduled.pk != page.latest_revision_id:
        scheduled = None  # another than the draft: it keeps its date
    revision = page.save_revision(
        user=user, changed=False, log_action="wagtail.publish", clean=False
    )
    page.live_revision = revision
    page.last_published_at = revision.created_at
    page.save()
    goes_live_at = scheduled.approved_go_live_at if scheduled else None
    draft.save_revision(user=user, clean=False, approved_go_live_at=goes_live_at)
    if scheduled:
        page.revisions.filter(pk=scheduled.pk).update(approved_go_live_at=None)
