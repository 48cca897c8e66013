"""What asks for somebody's eye in a file: the filters of the queue, and what waits for each agent.

One line here makes a filter; ``ami.waiting`` says which ones are counted for whom.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from ami.kinds import kinds
from ami.models import Dossier
from ami.permissions import reviewers
from ami.querysets import DossierQuerySet
from ami.services.silence import silence_date
from ami.teams import CHANGE, RELEASE

NEAR = timedelta(days=7)  # within which a date is « about to be »
ME, NOBODY, GONE = "moi", "personne", "parti"  # who follows a file, in the address of the queue


@dataclass(frozen=True)
class Attention:
    """*narrow* keeps the files that need it, for who looks."""

    label: str
    narrow: Callable[[DossierQuerySet, Any], DossierQuerySet]


def followed_by(who: str, user: Any) -> Q:
    """Return what files fulfil that *who* follows: an account by its key, or a word above.

    ``GONE`` is who may not review any more: the account was closed, or lost the right.
    """
    if who == GONE:
        return Q(reviewer__isnull=False) & ~Q(reviewer__in=reviewers().order_by().values("pk"))
    if who == NOBODY:
        return Q(reviewer=None)
    return Q(reviewer=user.pk if who == ME else who)


def quiet_for() -> timedelta:
    """Return after how long without anything a study is worth a look."""
    return timedelta(days=settings.AMI_QUIET_DAYS)


def silence_near(rows: DossierQuerySet, user: Any = None) -> DossierQuerySet:
    """Keep the requests of which silence is worth a decision within ``NEAR``.

    Each date is worked out (``ami.services.silence``), for pauses move it.
    """
    last = timezone.localdate() + NEAR
    waiting = Dossier.objects.requests().select_related("call")
    waiting = waiting.prefetch_related("history", "completions")
    dates = ((each.pk, silence_date(each)) for each in waiting.order_by())
    return rows.filter(pk__in=[pk for pk, day in dates if day and day <= last])


def attentions() -> dict[str, Attention]:
    """Return what may be asked, by the value that the address of the queue holds."""
    days = settings.AMI_QUIET_DAYS
    found = {
        "underway": Attention("Étude en cours", lambda rows, user: rows.underway()),
        "mentioned": Attention("Note qui me mentionne", lambda rows, user: rows.mentioning(user)),
        "entrusted": Attention(
            "Confié, pas encore ouvert", lambda rows, user: rows.just_entrusted()
        ),
        "unread": Attention("Message non lu", lambda rows, user: rows.unread()),
        "completed": Attention("Complément à lire", lambda rows, user: rows.completed()),
        "soon": Attention(
            f"Échéance dans les {NEAR.days}\u00a0jours",
            lambda rows, user: rows.due_before(timezone.localdate() + NEAR),
        ),
        "overdue": Attention("Complément en retard", lambda rows, user: rows.overdue()),
        "unsettled": Attention(
            "Rencontre à noter ou à relancer", lambda rows, user: rows.meeting_to_settle()
        ),
        "quiet": Attention(
            f"Sans suite depuis {days}\u00a0jours",
            lambda rows, user: rows.quiet(timezone.now() - quiet_for()),
        ),
        "unanswered": Attention("Réponse en retard", lambda rows, user: rows.unanswered()),
        "meeting": Attention("Rencontre souhaitée", lambda rows, user: rows.wishing_a_meeting()),
        "late": Attention("Déposé après la clôture", lambda rows, user: rows.deposited_late()),
        "studied": Attention("Que je peux étudier", lambda rows, user: rows.open_to(user, CHANGE)),
        "led": Attention(
            "Dont je suis responsable", lambda rows, user: rows.open_to(user, RELEASE)
        ),
        "opinion": Attention("Avis attendu", lambda rows, user: rows.awaiting_opinion()),
        "opinion_overdue": Attention("Avis en retard", lambda rows, user: rows.opinion_overdue()),
        "unassessed": Attention("Sans lecture", lambda rows, user: rows.unassessed()),
        "mine_missing": Attention("Sans ma lecture", lambda rows, user: rows.unassessed(user)),
        "divided": Attention("Lectures divergentes", lambda rows, user: rows.divided()),
    }
    if any(kind.is_request for kind in kinds()):
        found["silence"] = Attention("Silence bientôt une décision", silence_near)
    return found
