"""Reports of visitors on a sheet: kept, announced to the team, limited.

No address of a visitor is stored or logged (docs/decisions/0007-reports-without-captcha.md).
"""

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from core.mail.queue import queue_mail
from directory.mails import REPORT
from directory.models import ErrorReport

from .attempts import Attempts, TooManyAttempts

if TYPE_CHECKING:
    from directory.models import PlacePage

HOUR = 3600  # seconds
MAX_PER_PLACE_PER_HOUR = 20


class TooManyReports(TooManyAttempts):
    """The visitor, or everyone together on this place, has sent enough for now."""


def send_report(
    place: "PlacePage", sender: str, *, subject: str, message: str, email: str = ""
) -> ErrorReport:
    """Store the report of a visitor on *place* and tell the team; return the stored report.

    Args:
        sender: the network that it comes from (``visitors.network_of``), to count and forget.

    Raises:
        TooManyReports: past ``DIRECTORY_REPORTS_PER_HOUR`` for the sender, or past
            ``MAX_PER_PLACE_PER_HOUR`` on the place. Nothing is stored.
    """
    _check_limits(place, sender)
    with transaction.atomic():
        report = ErrorReport.objects.create(
            place=place, subject=subject, message=message, email=email
        )
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

    So that no trap is sent under our name, and no copy outlives the report.
    """
    edit_url = AdminURLFinder().get_edit_url(report) or "/admin/"
    context = {"report": report, "admin_url": urljoin(settings.WAGTAILADMIN_BASE_URL, edit_url)}
    queue_mail(REPORT, about=report, to=settings.DIRECTORY_TEAM_EMAILS, context=context)
