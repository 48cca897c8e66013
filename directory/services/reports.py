"""Reports of visitors on a sheet: kept, announced to the team, limited, erased in time.

No address of a visitor is stored or logged (docs/decisions/0007-reports-without-captcha.md).
"""

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.forms.sending import Sending
from core.limits import HOUR, RateLimit
from directory.models import ErrorReport

if TYPE_CHECKING:
    from directory.models import PlacePage

logger = logging.getLogger(__name__)

MAX_PER_PLACE_PER_HOUR = 20  # from everyone together, before one is asked for patience
KEPT_FOR = timedelta(days=365)


def send_report(
    place: "PlacePage", sending: Sending, *, subject: str, message: str, email: str = ""
) -> ErrorReport:
    """Store the report of a visitor on *place*, then tell the team; return the stored report.

    The report is kept even when the mail cannot leave: it waits in the admin. Reports older than
    ``KEPT_FOR`` are erased on the way. What is sent again is the report that it made already.

    Raises:
        LimitExceeded: past what the sender may send, or what everyone may on the place. Nothing is
            stored.
    """
    if earlier := ErrorReport.objects.filter(sending=sending.key).first():
        return earlier
    key = (str(place.pk),)
    brake = RateLimit("reports-of-place", MAX_PER_PLACE_PER_HOUR, HOUR, key, is_brake=True)
    sending.check_limits("report", brake)
    report, is_new = ErrorReport.objects.get_or_create(
        sending=sending.key,
        defaults={"place": place, "subject": subject, "message": message, "email": email},
    )
    if is_new:
        erase_old_reports()
        _tell_team(report)
    return report


def erase_old_reports() -> int:
    """Erase the reports, with the e-mail they hold, past ``KEPT_FOR``; return how many."""
    erased, _ = ErrorReport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return erased


def _tell_team(report: ErrorReport) -> None:
    """Mail the team that a report waits. The mail holds nothing that the visitor wrote.

    So that no header can be forged, no trap sent under our name, and no copy outlives the report.
    """
    edit_url = AdminURLFinder().get_edit_url(report) or "/admin/"
    context = {
        "report": report,
        "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url),
        "network": settings.REGION.network,
    }
    subject = render_to_string("emails/report_subject.txt", context)
    try:
        send_mail(
            " ".join(subject.split()),
            render_to_string("emails/report_body.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            settings.DIRECTORY_TEAM_EMAILS,
        )
    except (SMTPException, OSError) as error:
        logger.error(
            "reports: no mail for report %s, it waits in the admin (%s)",
            report.pk,
            type(error).__name__,
        )
