"""What a manager writes: kept once however often the form arrives, within limits; taken back."""

from datetime import timedelta
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.limits import DAY, HOUR, RateLimit, check_limits
from normandie.espace.models import Contribution, Question
from normandie.espace.models.contributions import WITHDRAWN

QUESTIONS_A_DAY = 10
MESSAGES_A_DAY = 20  # to one peer or another
REMARKS_AN_HOUR = 30  # answers and comments


def question_limit(user: Any) -> RateLimit:
    reason = "vous avez déjà posé beaucoup de questions aujourd’hui"
    return RateLimit("collective-question", QUESTIONS_A_DAY, DAY, (str(user.pk),), reason=reason)


def remark_limit(user: Any) -> RateLimit:
    reason = "vous en avez déjà écrit beaucoup depuis une heure"
    return RateLimit("collective-remark", REMARKS_AN_HOUR, HOUR, (str(user.pk),), reason=reason)


def message_limit(user: Any) -> RateLimit:
    reason = "vous avez déjà écrit à beaucoup de personnes aujourd’hui"
    return RateLimit("collective-message", MESSAGES_A_DAY, DAY, (str(user.pk),), reason=reason)


SAME = timedelta(minutes=10)  # after which the same words are meant to be said again

C = TypeVar("C", bound=Contribution)


def write_once(
    model: type[C], author: Any, limit: RateLimit, fields: dict[str, Any]
) -> tuple[C, bool]:
    """Return what *author* wrote and whether it is new: a double click writes nothing twice.

    To be called in a transaction: the author is locked, so that two sendings wait for each other.

    Raises:
        LimitExceeded: they wrote too much for now. Nothing is kept.
    """
    get_user_model().objects.select_for_update().get(pk=author.pk)
    recent: Any = model._default_manager
    earlier = recent.filter(author=author, written_at__gt=timezone.now() - SAME, **fields).first()
    if earlier is not None:
        return earlier, False
    check_limits([limit])
    return recent.create(author=author, **fields), True


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
