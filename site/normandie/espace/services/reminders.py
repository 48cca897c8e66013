"""Managers reminded that nobody has looked at their sheet for six months, then for a year."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.mail.queue import queue_mail
from core.rows import for_each
from directory.models import PlacePage
from normandie.espace.mails import STALE_SHEET
from normandie.espace.models import VerificationReminder
from normandie.espace.services.verification import link_to_confirm
from normandie.users.models import User

MONTHS = (12, 6)  # without a verification; the longest first


def remind_all() -> tuple[int, list[str]]:
    """Remind who manages each sheet that is due; return how many, and the sheets that failed.

    Safe to repeat: a sheet has one reminder for each age, until it is verified again. One that is a
    year old has the second alone.
    """
    before = VerificationReminder.objects.count()
    today = timezone.localdate()
    managed = Exists(User.objects.filter(managed_places=OuterRef("pk")))
    stale = PlacePage.objects.live().filter(
        managed, verified_on__lte=today - relativedelta(months=min(MONTHS))
    )
    failures = for_each(stale.order_by("pk").iterator(chunk_size=200), remind)
    return VerificationReminder.objects.count() - before, failures


@transaction.atomic
def remind(place: PlacePage) -> None:
    """Write to the managers of *place*, unless they were reminded of that age already."""
    months = months_without_verification(place, timezone.localdate())
    managers = place.managers.filter(is_active=True).exclude(email="")
    addresses = sorted(set(managers.values_list("email", flat=True)))
    if months is None or not addresses:
        return
    reminder, is_new = VerificationReminder.objects.get_or_create(
        place=place, verified_on=place.verified_on, months=months
    )
    if is_new:
        queue_mail(
            STALE_SHEET,
            about=reminder,
            to=addresses,
            context={"place": place, "months": months, "url": link_to_confirm(place)},
        )


def months_without_verification(place: PlacePage, today: date) -> int | None:
    """Return the age of ``MONTHS`` that the sheet of *place* has reached; None for a fresh one."""
    reached = (each for each in MONTHS if place.verified_on <= today - relativedelta(months=each))
    return next(reached, None)
