"""What may be done in the admin of the agenda; ``normandie.roles`` says by whom.

Events are pages under the sheets of places: rights on the directory reach them.
"""

from typing import Any

from wagtail.permissions import policy_registry

from core.permissions import PageRights, TableRights
from events.models import AgendaPage, EventPage, Subscription, Theme, WorkshopTemplate

SUBSCRIPTION_RIGHTS = ("delete_subscription", "view_subscription")
TABLES = (
    TableRights(Theme),
    TableRights(WorkshopTemplate),
    TableRights(Subscription, ("delete", "view")),
)
RIGHTS = (*TABLES, PageRights(AgendaPage, ("change", "publish")))


def may_edit_events(user: Any) -> bool:
    """Whether *user* may add, change or publish some event: what the listing is for."""
    policy = policy_registry.get_by_type(EventPage)
    return bool(policy.user_has_any_permission(user, ["add", "change", "publish"]))


def may_on_subscriptions(user: Any, action: str) -> bool:
    """Whether *user* may « view » what is held on who receives the letter, or « delete » it."""
    return bool(policy_registry.get_by_type(Subscription).user_has_permission(user, action))
