"""Two reminders to an expert: a little before the date of their opinion, and the day after."""

from datetime import timedelta

from django.utils import timezone

from ami.mails import OPINION_REMINDER
from ami.models import Opinion
from ami.services.opinions import write_link
from core.rows import for_each

BEFORE = timedelta(days=3)
AFTER = timedelta(days=7)  # for a night that was missed; past it nobody is reminded any more


def remind_experts() -> tuple[int, list[str]]:
    """Write to each expert whose date is near, or has just passed; return how many, and failures.

    Safe to repeat, and to run twice at once: a mail for a date and each side of it. A date that is
    put off is reminded of anew.
    """
    today, reminded = timezone.localdate(), 0
    near = Opinion.objects.awaited().filter(due_on__gte=today - AFTER, due_on__lte=today + BEFORE)
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
