"""Ways of choosing calls. Reads only; writes are in ``ami.services``."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import PageQuerySet


class CallQuerySet(PageQuerySet):
    """Calls, by where they stand at a moment (now)."""

    def opened(self, moment: datetime | None = None) -> CallQuerySet:
        """Those online that take files."""
        moment = moment or timezone.now()
        started = Q(opens_at__lte=moment)
        return self.live().filter(started, Q(closes_at__gt=moment) | Q(closes_at=None))

    def by_urgency(self) -> CallQuerySet:
        """The first to close first."""
        return self.order_by(F("closes_at").asc(nulls_last=True), "opens_at", "pk")

    def by_opening(self) -> CallQuerySet:
        """The last to open first; those without a date before all."""
        return self.order_by(F("opens_at").desc(nulls_first=True), "-pk")
