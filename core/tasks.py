"""Work done apart from requests."""

from django_tasks import task

from core.mail.delivery import send_due_mails


@task()
def deliver_mails() -> int:
    """Send the mails that are due; return how many left."""
    return send_due_mails().sent
