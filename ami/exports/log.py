"""What the history of a call tells of what left of its files."""

from collections.abc import Iterable
from typing import Any

from wagtail.log_actions import log

from ami.models import CallPage

EXPORTED = "ami.export"  # the action, in the log of the call


def log_export(calls: Iterable[CallPage], user: Any, kind: str, number: int) -> None:
    """Write in the history of each of *calls* that *user* took files away as a *kind* of file.

    Args:
        number: how many files left in all, of these calls together.
    """
    for call in calls:
        log(instance=call, action=EXPORTED, user=user, data={"format": kind, "dossiers": number})
