"""What the rule of four eyes (``ami.services.four_eyes``) keeps from somebody, on the screens."""

from ami.models import Dossier
from ami.services.four_eyes import SamePerson, ToBeApproved, is_alone
from ami.services.results import REORIENT, SEND
from core.workflow import Actor

APPROVE = "approuver-reponse"


def withheld(dossier: Dossier, actor: Actor) -> dict[str, str]:
    """Return the actions that the rule refuses to *actor* on *dossier* now, and why."""
    if not dossier.call.four_eyes:
        return {}
    table = dossier.call_kind.transitions
    refused = {REORIENT: ToBeApproved.message}
    if table.transition(APPROVE, dossier.state) and is_alone(dossier, actor, dossier.state):
        refused |= dict.fromkeys((APPROVE, SEND), SamePerson.message)
    possible = (each.action for each in table.possible(dossier.state, [actor.role]))
    return {action: refused[action] for action in possible if action in refused}
