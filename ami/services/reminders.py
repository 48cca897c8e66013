"""One reminder to who has a draft and has not deposited it, two days before it is too late.

What users of comparable sites complain of first: a draft that they believed was sent.
"""

from datetime import timedelta

from django.utils import timezone

from ami.mails import REMINDER
from ami.models import Dossier
from ami.services.links import new_link
from core.mail.queue import queue_mail
from core.rows import for_each
from core.text.formats import closing_moment

BEFORE = timedelta(hours=48)
AT_REST = timedelta(hours=1)  # nobody is written to while typing


def remind_of_closings() -> tuple[int, list[str]]:
    """Write to each carrier whose draft closes within ``BEFORE``; return how many, and failures.

    Its own delay counts, and the grace: who may still deposit is told. Safe to repeat, and to run
    twice at once: one mail for a draft and the day of its closing.
    """
    now, reminded = timezone.now(), 0

    def remind(row: Dossier) -> None:
        nonlocal reminded
        # Read again under a lock: a deposit made meanwhile comes first, or waits.
        dossier = Dossier.objects.drafts().select_for_update(of=("self",)).filter(pk=row.pk).first()
        if dossier is None or not dossier.may_be_deposited_at(now):
            return
        closes_at, last = dossier.closes_at, dossier.last_moment
        if closes_at is None or last is None or closes_at > now + BEFORE:
            return
        occasion = f"{timezone.localdate(closes_at):%Y-%m-%d}"
        if dossier.was_written_to(REMINDER.name, dossier.access_email, occasion):
            return
        queue_mail(
            REMINDER,
            about=dossier,
            to=[dossier.access_email],
            context={
                "dossier": dossier,
                "call": dossier.call,
                "closes": closing_moment(closes_at),
                "is_over": now >= closes_at,
                "grace_ends": closing_moment(last) if last > closes_at else "",
                "deposited": dossier.deposited_by_the_same(),
                "url": new_link(dossier),
            },
            occasion=occasion,
        )
        reminded += 1

    drafts = Dossier.objects.closing_before(now + BEFORE, now).exclude(access_email="")
    failures = for_each(drafts.filter(touched_at__lte=now - AT_REST).only("pk"), remind)
    return reminded, failures
