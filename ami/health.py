"""What is watched of the calls: that the files of carriers are read by the antivirus."""

from datetime import timedelta

from ami.models import Attachment
from core.health_checks import Finding, State, check, oldest_waiting
from core.net.antivirus import is_configured


@check("scans")
def scans() -> Finding:
    if not is_configured():
        return Finding(State.OK, "Aucun antivirus n’est branché.")
    return oldest_waiting(
        Attachment.objects.to_scan(),
        "sent_at",
        "en attente d’analyse",
        warns=timedelta(minutes=15),
        fails=timedelta(hours=2),
    )
