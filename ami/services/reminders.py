"""Reminders before it is too late: one to who has a draft, two to an expert who was asked.

What users of comparable sites complain of first: a draft that they believed was sent.
"""

from datetime import timedelta

from django.utils import timezone

from ami.mails import OPINION_REMINDER, REMINDER
from ami.models import Dossier, Opinion
from ami.services.links import new_link
from ami.services.opinions import write_link
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


OPINION_BEFORE = timedelta(days=3)
OPINION_AFTER = timedelta(days=7)  # for a night that was missed; past it nobody is reminded


def remind_experts() -> tuple[int, list[str]]:
    """Write to each expert whose date is near, or has just passed; return how many, and failures.

    Safe to repeat, and to run twice at once: a mail for a date and each side of it. A date that is
    put off is reminded of anew.
    """
    today, reminded = timezone.localdate(), 0
    near = Opinion.objects.awaited().filter(
        due_on__gte=today - OPINION_AFTER, due_on__lte=today + OPINION_BEFORE
    )
    # Who was written to since yesterday knows.
    a_day_ago = timezone.now() - timedelta(days=1)
    near = near.exclude(asked_at__gt=a_day_ago).exclude(extended_at__gt=a_day_ago)

    def remind(row: Opinion) -> None:
        nonlocal reminded
        rows = near.select_for_update(of=("self",)).select_related("dossier__call")
        opinion = rows.filter(pk=row.pk).first()
        if opinion is None:  # answered, withdrawn or put off meanwhile
            return
        is_late = today > opinion.due_on
        occasion = f"{'apres' if is_late else 'avant'} {opinion.due_on:%Y-%m-%d}"
        known = opinion.outgoing_mails.filter(kind=OPINION_REMINDER.name, occasion=occasion)
        if not known.exists():
            write_link(opinion, OPINION_REMINDER, occasion, is_late=is_late)
            reminded += 1

    failures = for_each(near.only("pk"), remind)
    return reminded, failures
