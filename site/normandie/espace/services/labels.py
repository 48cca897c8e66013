"""The label of a place, for who manages it: welcomed, asked to renew it, asked for a report."""

from datetime import date
from typing import Any, cast

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ami.services.labels import calls_for_labels
from core.mail.kinds import MailKind
from core.mail.queue import queue_mail
from core.rows import for_each
from directory.models import LabelGrant, PlacePage
from directory.models.label import LabelGrantQuerySet, Standing
from normandie.espace.mails import LABEL_GRANTED, LABEL_RENEWAL, LABEL_REPORT, absolute
from normandie.espace.models import LabelReminder, YearlyReport

MONTHS_BEFORE = (1, 3, 6)  # of the end of a grant; the nearest first
# When managers are asked what the last year was, and until when what they sent may be corrected.
FIRST_MONTH, LAST_MONTH = 1, 6


def welcome(grant: LabelGrant) -> None:
    """Tell who manages the place that it has the label, and what comes with it.

    One written into the register once it is over is no news.
    """
    if grant.standing() not in (Standing.VALID, Standing.EXPIRING, Standing.UPCOMING):
        return
    _write(
        LABEL_GRANTED, grant, "attribution", {"kit": reverse("espace:kit", args=[grant.place_id])}
    )


def ask_renewals(today: date | None = None) -> tuple[int, list[str]]:
    """Ask the managers of places whose label soon ends to renew it: 6, 3 and 1 months before.

    Safe to repeat, and to begin late: one that ends in two months is asked for once.
    """
    today = today or timezone.localdate()
    before = LabelReminder.objects.count()
    last_day = today + relativedelta(months=max(MONTHS_BEFORE))
    ending = LabelGrant.objects.valid(today).not_renewed().filter(expires_on__lte=last_day)
    failures = for_each(_read(ending), lambda grant: _ask_renewal(grant, today))
    return LabelReminder.objects.count() - before, failures


def ask_reports(today: date | None = None) -> tuple[int, list[str]]:
    """Ask who manages each place that ended last year with a label for the report of that year."""
    today = today or timezone.localdate()
    year = report_year(today)
    if year is None:
        return 0, []
    before = LabelReminder.objects.count()
    sent = YearlyReport.objects.filter(year=year).values("place")
    held = LabelGrant.objects.held_at_the_end_of(year).exclude(place__in=sent)

    def ask(grant: LabelGrant) -> None:
        url = reverse("espace:label_report", args=[grant.place_id, year])
        _write(LABEL_REPORT, grant, f"bilan-{year}", {"year": year, "report": url})

    failures = for_each(_one_a_place(_read(held)), ask)
    return LabelReminder.objects.count() - before, failures


def report_year(today: date) -> int | None:
    """Return the year whose report is asked for on the day *today*; None out of season."""
    return today.year - 1 if FIRST_MONTH <= today.month <= LAST_MONTH else None


def _ask_renewal(grant: LabelGrant, today: date) -> None:
    end = cast(date, grant.expires_on)
    months = next(each for each in MONTHS_BEFORE if end <= today + relativedelta(months=each))
    is_open = calls_for_labels().for_label(grant.label).exists()
    _write(LABEL_RENEWAL, grant, f"renouvellement-{months}", {"is_open": is_open})


@transaction.atomic
def _write(kind: MailKind, grant: LabelGrant, occasion: str, context: dict[str, object]) -> None:
    """Write once to the managers of the place of *grant*; nothing where there are none."""
    managers = grant.place.managers.filter(is_active=True).exclude(email="")
    addresses = sorted(set(managers.values_list("email", flat=True)))
    if not addresses:
        return
    _, is_new = LabelReminder.objects.get_or_create(grant=grant, occasion=occasion)
    if not is_new:
        return
    urls = {
        name: absolute(str(value)) for name, value in context.items() if name in ("kit", "report")
    }
    label_url = absolute(reverse("espace:label", args=[grant.place_id]))
    queue_mail(
        kind,
        about=grant,
        occasion=occasion,
        to=addresses,
        context=context | urls | {"grant": grant, "place": grant.place, "label_url": label_url},
    )


def _read(grants: LabelGrantQuerySet) -> list[LabelGrant]:
    return list(grants.select_related("label", "place").order_by("pk"))


def _one_a_place(grants: list[LabelGrant]) -> list[LabelGrant]:
    """A place that holds two labels makes one report."""
    return list({grant.place_id: grant for grant in reversed(grants)}.values())


def send_report(place: PlacePage, year: int, given: dict[str, Any], user: Any) -> None:
    """Keep what *user* sent of *year* at *place*, instead of what was sent before."""
    YearlyReport.objects.update_or_create(
        place=place, year=year, defaults=given | {"sent_by": user, "sent_at": timezone.now()}
    )
