"""Reports of visitors on a sheet: kept, announced to the team, limited.

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

from directory.models import ErrorReport

from .attempts import Attempts, TooManyAttempts

if TYPE_CHECKING:
    from directory.models import PlacePage

logger = logging.getLogger(__name__)

HOUR = 3600  # seconds
MAX_PER_PLACE_PER_HOUR = 20


class TooManyReports(TooManyAttempts):
    """The visitor, or everyone together on this place, has sent enough for now."""


def send_report(
    place: "PlacePage", sender: str, *, subject: str, message: str, email: str = ""
) -> ErrorReport:
    """Store the report of a visitor on *place*, then tell the team; return the stored report.

    The report is kept even when the mail cannot leave: it waits in the admin.

    Args:
        sender: the network that it comes from (``visitors.network_of``), to count and forget.

    Raises:
        TooManyReports: past ``DIRECTORY_REPORTS_PER_HOUR`` for the sender, or past
            ``MAX_PER_PLACE_PER_HOUR`` on the place. Nothing is stored.
    """
    _check_limits(place, sender)
    report = ErrorReport.objects.create(place=place, subject=subject, message=message, email=email)
    _tell_team(report)
    return report


def _check_limits(place: "PlacePage", sender: str) -> None:
    now = timezone.now()
    recent = ErrorReport.objects.filter(place=place, created_at__gt=now - timedelta(hours=1))
    if recent.count() >= MAX_PER_PLACE_PER_HOUR:
        raise TooManyReports(HOUR)
    attempts = Attempts.of("report", sender, seconds=HOUR)
    if attempts.add() > settings.DIRECTORY_REPORTS_PER_HOUR:
        raise TooManyReports(attempts.wait)


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
