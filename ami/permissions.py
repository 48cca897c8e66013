"""What may be done in the admin of the calls; ``normandie.roles`` says by whom."""

from typing import Any

from wagtail.permissions import policy_registry

from ami.kinds import LEAD, REVIEWER
from ami.models import CallsPage, Dossier, MessageTemplate, Takeover
from core.permissions import PageRights, TableRights
from core.workflow import Actor

# They come from carriers: nobody adds, edits or deletes one by hand.
TABLES = (
    TableRights(Dossier, ("change", "view")),
    TableRights(Takeover, ("change", "view")),
)
READ = (TableRights(Dossier, ("view",)),)
REVIEW = (*TABLES, TableRights(MessageTemplate))
# It changes no file by itself: it goes with the rights of a reviewer.
RELEASE = TableRights(
    Dossier, ("release",), "approve and send answers, reopen files, have them destroyed"
)
RIGHTS = (*REVIEW, PageRights(CallsPage, ("add", "change", "publish")))


def actor_of(user: Any) -> Actor | None:
    """Return how *user* acts on files: as a lead, as a reviewer, or not at all."""
    policy = policy_registry.get_by_type(Dossier)
    if not policy.user_has_permission(user, "change"):
        return None
    is_lead = policy.user_has_permission(user, "release")
    return Actor(LEAD if is_lead else REVIEWER, user)


def reviewers() -> Any:
    """Return the accounts that may review files, by name."""
    users = policy_registry.get_by_type(Dossier).users_with_permission("change")
    return users.order_by("last_name", "first_name", "username")
