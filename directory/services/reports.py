"""Reports of visitors on a sheet: kept, announced to the team, limited.

No address of a visitor is stored or logged (docs/decisions/0007-reports-without-captcha.md).
"""

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.forms.sending import Sending
from core.limits import HOUR, RateLimit
from core.mail.queue import queue_mail
from directory.mails import REPORT
from directory.models import ErrorReport

if TYPE_CHECKING:
    from directory.models import PlacePage

MAX_PER_PLACE_PER_HOUR = 20  # from everyone together, before one is asked for patience


def send_report(
    place: "PlacePage", sending: Sending, *, subject: str, message: str, email: str = ""
) -> ErrorReport:
    """Store the report of a visitor on *place* and tell the team; return the stored report.

    What is sent again is the report that it made already.

    Raises:
        LimitExceeded: past what the sender may send, or what everyone may on the place. Nothing is
            stored.
    """
    if earlier := ErrorReport.objects.filter(sending=sending.key).first():
        return earlier
    key = (str(place.pk),)
    brake = RateLimit("reports-of-place", MAX_PER_PLACE_PER_HOUR, HOUR, key, is_brake=True)
    sending.check_limits("report", brake)
    with transaction.atomic():
        report, is_new = ErrorReport.objects.get_or_create(
            sending=sending.key,
            defaults={"place": place, "subject": subject, "message": message, "email": email},
        )
        if is_new:
            _tell_team(report)
    return report


def _tell_team(report: ErrorReport) -> None:
    """Mail the team that a report waits. The mail holds nothing that the visitor wrote.

    So that no trap is sent under our name, and no copy outlives the report.
    """
    edit_url = AdminURLFinder().get_edit_url(report) or "/admin/"
    context = {"report": report, "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url)}
    queue_mail(REPORT, about=report, to=settings.DIRECTORY_TEAM_EMAILS, context=context)
