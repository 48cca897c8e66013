"""Reports of visitors on a sheet: kept, announced to the team, limited, erased in time.

No address of a visitor is stored or logged (docs/decisions/0007-reports-without-captcha.md).
"""

import hashlib
import hmac
import logging
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from smtplib import SMTPException
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder

from directory.models import ErrorReport

if TYPE_CHECKING:
    from directory.models import PlacePage

logger = logging.getLogger(__name__)

HOUR = 3600  # seconds
MAX_PER_PLACE_PER_HOUR = 20
KEPT_FOR = timedelta(days=365)


class TooManyReports(Exception):
    """The visitor, or everyone together on this place, has sent enough for now.

    ``wait`` is the time to wait before another try, in seconds.
    """

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(frozen=True)
class Sender:
    """Who sends, known by a hash only: ``key`` changes every hour and cannot be turned back."""

    key: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Sender":
        """Return the sender of *request*; a whole IPv6 network (/64, a home) counts as one."""
        address = _network(_address(request))
        hour = int(timezone.now().timestamp()) // HOUR
        digest = hmac.new(
            settings.SECRET_KEY.encode(), f"report {hour} {address}".encode(), hashlib.sha256
        )
        return cls(f"report-{digest.hexdigest()[:32]}")


def send_report(
    place: "PlacePage", sender: Sender, *, subject: str, message: str, email: str = ""
) -> ErrorReport:
    """Store the report of a visitor on *place*, then tell the team; return the stored report.

    The report is kept even when the mail cannot leave: it waits in the admin. Reports older than
    ``KEPT_FOR`` are erased on the way.

    Raises:
        TooManyReports: past ``DIRECTORY_REPORTS_PER_HOUR`` for the sender, or past
            ``MAX_PER_PLACE_PER_HOUR`` on the place. Nothing is stored.
    """
    _check_limits(place, sender)
    report = ErrorReport.objects.create(place=place, subject=subject, message=message, email=email)
    erase_old_reports()
    _tell_team(report)
    return report


def erase_old_reports() -> int:
    """Erase the reports, with the e-mail they hold, past ``KEPT_FOR``; return how many."""
    erased, _ = ErrorReport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return erased


def _check_limits(place: "PlacePage", sender: Sender) -> None:
    now = timezone.now()
    recent = ErrorReport.objects.filter(place=place, created_at__gt=now - timedelta(hours=1))
    if recent.count() >= MAX_PER_PLACE_PER_HOUR:
        raise TooManyReports(HOUR)
    if _count(sender) > settings.DIRECTORY_REPORTS_PER_HOUR:
        raise TooManyReports(HOUR - int(now.timestamp()) % HOUR)


def _count(sender: Sender) -> int:
    """Count one more for *sender* this hour; 0 when the cache is away: the other limit remains."""
    try:
        cache.add(sender.key, 0, timeout=HOUR)
        count = cache.incr(sender.key)
        cache.touch(sender.key, HOUR)  # some caches, the database's, shorten what they count
        return count
    except Exception:
        logger.exception("reports: the cache does not answer, senders are not counted")
        return 0


def _address(request: HttpRequest) -> str:
    """The address of the visitor, as told by the nearest of our own proxies, if there are some."""
    proxies = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)


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
