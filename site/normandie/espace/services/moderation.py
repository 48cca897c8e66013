"""The decision of a moderator on the version that waits, and on no other."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from normandie.espace.moderation import task_state_for


class NotDecided(Exception):
    """Nothing was decided. ``message`` says why in French, to the moderator."""

    message = ""


class NothingWaits(NotDecided):
    message = (
        "Plus rien n’attend sur cette page\u00a0: quelqu’un d’autre a décidé, ou l’envoi a été "
        "retiré."
    )


class NewerVersion(NotDecided):
    message = (
        "Une nouvelle version a été enregistrée pendant que vous lisiez. La voici\u00a0: rien "
        "n’est décidé."
    )


@transaction.atomic
def decide(page: Page, user: Any, *, approves: bool, revision: int, comment: str = "") -> None:
    """Publish the version of *page* that waits, or send it back to its author with *comment*.

    Wagtail publishes the last version, whichever was read: the page is locked meanwhile, and
    *revision*, the key of the version that the moderator saw, must still be the last.

    Raises:
        NothingWaits: the version was decided or withdrawn meanwhile, or is not for *user*.
        NewerVersion: another version came meanwhile.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    state = task_state_for(page, user)
    if state is None:
        raise NothingWaits
    if page.latest_revision_id != revision:
        raise NewerVersion
    action = "approve" if approves else "reject"
    state.task.specific.on_action(state, user, action, comment=comment)
