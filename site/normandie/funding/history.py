"""How the history of « /aides/ » says what was published of the subventions."""

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

from core.text.formats import counted
from normandie.funding.services.subventions import PUBLISHED, WITHDRAWN


class SubventionsPublished(LogFormatter):
    label = "Publier des subventions"

    def format_message(self, log_entry: Any) -> str:
        years = (
            f"{each['year']} ({counted(each['rows'], 'ligne')}, à la place de {each['replaced']})"
            for each in log_entry.data["years"]
        )
        return f"Subventions publiées\u00a0: {', '.join(years)}"


class SubventionsWithdrawn(LogFormatter):
    label = "Retirer une année de subventions"

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        return f"Subventions de {data['year']} retirées\u00a0: {counted(data['rows'], 'ligne')}"


def register(actions: LogActionRegistry) -> None:
    """Tell Wagtail the actions that are ours."""
    actions.register_action(PUBLISHED)(SubventionsPublished)
    actions.register_action(WITHDRAWN)(SubventionsWithdrawn)
