"""Numbers that people quote: « AMI-2026-0001 », each given once, without a gap."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.models import NumberSeries


def next_number(series: str, year: int | None = None) -> str:
    """Give the next number of *series*, of the present *year* in local time.

    Called in the transaction of what bears the number: a rollback gives the number back, and
    another transaction waits for this one to end, so that the series has neither gap nor twin.
    """
    year = year or timezone.localdate().year
    with transaction.atomic():
        row, _ = NumberSeries.objects.get_or_create(name=series, year=year)
        NumberSeries.objects.filter(pk=row.pk).update(last=F("last") + 1)  # locks the row
        row.refresh_from_db(fields=["last"])
    return f"{series}-{year}-{row.last:04d}"
