"""Two people for an answer, where the call asks so: who prepares it does not release it alone.

The effects of the transitions refuse it, so that every screen and every service does.
"""

from ami.models import Dossier
from core.workflow import Actor, Change, WorkflowError


class SamePerson(WorkflowError):
    message = (
        "Vous avez préparé cette réponse\u00a0: dans cet appel, c’est une autre personne qui "
        "l’approuve ou l’envoie."
    )


class ToBeApproved(WorkflowError):
    message = (
        "Dans cet appel, une autre personne approuve chaque réponse\u00a0: choisissez "
        "«\u00a0Orienter\u00a0», puis la suite «\u00a0Un autre interlocuteur\u00a0», et faites "
        "approuver."
    )


def is_alone(dossier: Dossier, actor: Actor, state: str) -> bool:
    """Whether *actor* led *dossier* to *state*, in a call that asks another person to release it.

    Somebody whose account is gone is somebody else; nobody at all is no second person.
    """
    if not dossier.call.four_eyes:
        return False
    steps = (e for e in dossier.history.all() if e.target == state != e.source)
    last = max(steps, key=lambda each: each.pk, default=None)
    return (last and last.user_id) == (actor.user and actor.user.pk)


# For the effects of the transitions.


def refuse_alone(change: Change) -> None:
    """Refuse that who prepared an answer releases it."""
    if is_alone(change.subject, change.actor, change.source):
        raise SamePerson


def refuse_unapproved(change: Change) -> None:
    """Refuse an answer that would leave without anybody to approve it."""
    if change.subject.call.four_eyes:
        raise ToBeApproved
