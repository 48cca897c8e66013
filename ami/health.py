"""What is watched of the calls: that the files of carriers are read by the antivirus."""

from datetime import timedelta

from django.db.models import Count, Min

from ami.models import Attachment
from core.net.antivirus import is_configured
from core.watching import Finding, State, check, waiting_since


@check("scans")
def scans() -> Finding:
    if not is_configured():
        return Finding(State.OK, "Aucun antivirus n’est branché.")
    waiting = Attachment.objects.to_scan().order_by()
    asked = waiting.aggregate(number=Count("pk"), first=Min("sent_at"))
    return waiting_since(
        asked["first"],
        f"{asked['number']} en attente d’analyse.",
        warns=timedelta(minutes=15),
        fails=timedelta(hours=2),
    )
