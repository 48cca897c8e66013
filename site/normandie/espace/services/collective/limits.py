"""How much one manager may write to the others: far more than anybody needs, and no flood."""

from typing import Any

from core.limits import DAY, HOUR, RateLimit

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
