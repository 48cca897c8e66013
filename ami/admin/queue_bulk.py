"""What is done to several files at once, by the transitions of their kind of call."""

from collections.abc import Iterable

from ami.admin.four_eyes import APPROVE
from ami.kinds import LEAD, REVIEWER, kinds
from ami.kinds.people import ASSIGN
from ami.models import Dossier
from ami.services.review import assign
from ami.teams import RELEASE
from core.admin.incoming.viewsets import BulkTransition
from core.workflow import Actor, TransitionTable


class BulkDossiers(BulkTransition):
    """One action on the files that were ticked; who acts is of the team, whatever their rank."""

    models = [Dossier]
    role = REVIEWER
    template_name = "ami/admin/queue_bulk.html"

    def tables(self) -> Iterable[TransitionTable]:
        return [kind.transitions for kind in kinds()]

    def table_of(self, row: Dossier) -> TransitionTable:
        return row.call_kind.transitions


class TakeDossiers(BulkDossiers):
    action = action_type = "prendre"
    display_name = "Commencer l’analyse"
    aria_label = "Commencer l’analyse des dossiers choisis"
    action_priority = 10
    done = ("dossier en analyse", "dossiers en analyse")


class FollowDossiers(BulkDossiers):
    action = action_type = ASSIGN
    display_name = "Me les attribuer"
    aria_label = "M’attribuer les dossiers choisis"
    action_priority = 20
    done = ("dossier suivi par vous", "dossiers suivis par vous")

    def act(self, row: Dossier, actor: Actor, reason: str) -> None:
        assign(row, self.request.user, actor)


class ApproveDossiers(BulkDossiers):
    """For who leads alone; an answer that somebody else must approve is named among the refused."""

    role, right = LEAD, RELEASE
    action = action_type = APPROVE
    display_name = "Approuver les réponses"
    aria_label = "Approuver les réponses des dossiers choisis"
    action_priority = 25
    done = ("réponse approuvée", "réponses approuvées")


class CloseDossiers(BulkDossiers):
    action = action_type = "clore"
    display_name = "Clore"
    aria_label = "Clore les dossiers choisis"
    action_priority = 30
    done = ("dossier clos", "dossiers clos")


BULK_ACTIONS = (TakeDossiers, FollowDossiers, ApproveDossiers, CloseDossiers)
