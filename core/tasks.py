"""Work done apart from requests."""

from contextlib import suppress

from django_tasks import task

from core.engine.client import Away
from core.engine.feeding import send_waiting
from core.mail.delivery import send_due_mails


@task()
def deliver_mails() -> int:
    """Send the mails that are due; return how many left."""
    return send_due_mails().sent


@task()
def send_texts() -> int:
    """Tell the search engine what changed; return how many changes. Away, it is told later."""
    with suppress(Away):
        return send_waiting()
    return 0
