"""What the managers' space adds to the admin."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from normandie.espace.admin.collective.viewsets import CollectiveGroup
from normandie.espace.services.collective.moderation import HIDE, SHOW

register_snippet(CollectiveGroup)


@hooks.register("register_log_actions")
def register_collective_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(HIDE, "Masquer un message", "Message masqué")
    actions.register_action(SHOW, "Montrer un message à nouveau", "Message montré à nouveau")
