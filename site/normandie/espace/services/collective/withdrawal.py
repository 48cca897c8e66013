"""What a manager takes back of what they wrote: a question, an answer, a comment."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from normandie.espace.models import Contribution, Question
from normandie.espace.models.contributions import WITHDRAWN

WITHDRAW = "espace.withdrawn"  # in the log: by whom and when, without a word of it


@transaction.atomic
def withdraw(written: Contribution, by: Any) -> bool:
    """Erase the words of *written*, and the mails that hold them; return whether its place is kept.

    A question that has answers stays for them. Whether *by* wrote it is for the caller to check;
    once taken back, by a button that was pressed twice, nothing is done again.
    """
    # Nobody answers in the meantime: an answer takes the same lock.
    rows = type(written)._default_manager.filter(pk=written.pk)
    if rows.select_for_update().exclude(text="").first() is None:
        return rows.exists()
    log(written, WITHDRAW, user=by)
    if isinstance(written, Question) and written.answers.exists():
        written.outgoing_mails.all().delete()
        Question.objects.filter(pk=written.pk).update(title=WITHDRAWN, text="")
        return True
    written.delete()
    return False
