"""What the agenda adds to the admin."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_agenda_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("events.status", "Changer l’état d’une date", "État d’une date changé")
