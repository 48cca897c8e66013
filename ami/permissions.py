"""What may be done in the admin of the calls; ``normandie.roles`` says by whom."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Exists, Model, OuterRef, Q
from wagtail.permissions import policy_registry

from ami import teams
from ami.kinds import LEAD, REVIEWER
from ami.models import CallPage, CallsPage, Dossier, MessageTemplate, Takeover
from ami.models.dossier import DossierQuerySet
from core.permissions import OfferedPolicy, PageRights, TableRights
from core.workflow import Actor

# They come from carriers: nobody adds, edits or deletes one by hand.
TABLES = (
    TableRights(Dossier, ("change", "view")),
    TableRights(Takeover, ("change", "view")),
)
READ = (TableRights(Dossier, ("view",)),)
REVIEW = (*TABLES, TableRights(MessageTemplate))
# It changes no file by itself: it goes with the rights of a reviewer.
RELEASE = TableRights(
    Dossier,
    ("release",),
    "approve and send answers, reopen or destroy files, say who works on a call",
)
RIGHTS = (*REVIEW, PageRights(CallsPage, ("add", "change", "publish")))


class RowsOfTeams(OfferedPolicy):
    """A row opens to who has the right, within the team of its call (``ami.teams``).

    These three are what Wagtail asks of a policy that tells rows apart.
    """

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        mine = self.instances_user_has_any_permission_for(user, [action])
        return bool(mine.filter(pk=instance.pk).exists())

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        offered = set(actions) - self.locked
        return self.model._default_manager.filter(self.open_to(user, offered))

    def users_with_any_permission_for_instance(self, actions: Any, instance: Any) -> Any:
        users = self.users_with_any_permission(actions)
        dossier = self.dossier_of(instance)
        return teams.of_team(users, dossier, actions) if dossier else users

    def open_to(self, user: Any, actions: Any) -> Q:
        return teams.files_open_to(user, actions)

    def dossier_of(self, instance: Any) -> Dossier | None:
        dossier: Dossier = instance
        return dossier


class TakeoverPolicy(RowsOfTeams):
    """A request opens to whom its file does; one that is about none, to all with the right."""

    def open_to(self, user: Any, actions: Any) -> Q:
        if not self.user_has_any_permission(user, actions):
            return teams.NOTHING
        return Q(dossier=None) | Q(dossier__in=Dossier.objects.open_to(user, *actions))

    def dossier_of(self, instance: Any) -> Dossier | None:
        return cast("Takeover", instance).dossier


SPECIAL: dict[type[Model], type[OfferedPolicy]] = {Dossier: RowsOfTeams, Takeover: TakeoverPolicy}


def actor_of(user: Any, dossier: Dossier) -> Actor | None:
    """Return how *user* acts on *dossier*: as a lead, as a reviewer, or not at all. One query."""
    rows = with_rights_of(user, Dossier.objects.filter(pk=dossier.pk)).order_by()
    found = rows.only("pk").first()
    return actor_on(user, found) if found else None


def with_rights_of(user: Any, rows: DossierQuerySet) -> DossierQuerySet:
    """Add what *user* may do of each of *rows*: ``may_change``, ``may_release``."""

    def allowed(action: str) -> Exists:
        return Exists(Dossier.objects.open_to(user, action).order_by().filter(pk=OuterRef("pk")))

    found: DossierQuerySet = rows.annotate(
        may_change=allowed(teams.CHANGE), may_release=allowed(teams.RELEASE)
    )
    return found


def actor_on(user: Any, row: Any) -> Actor | None:
    """Return how *user* acts on *row*, which ``with_rights_of`` read for them."""
    if not row.may_change:
        return None
    return Actor(LEAD if row.may_release else REVIEWER, user)


def readers(dossier: Dossier | None = None) -> Any:
    """Return the active accounts that may read *dossier*, or some file for None, by name."""
    return _accounts(teams.READ, dossier)


def reviewers(dossier: Dossier | None = None) -> Any:
    """Return the accounts that may review *dossier*, or some file for None, by name."""
    return _accounts([teams.CHANGE], dossier)


def leads() -> Any:
    """Return the accounts that may approve answers besides."""
    return _accounts([teams.RELEASE]).filter(pk__in=reviewers().order_by().values("pk"))


def leads_call(user: Any, call: CallPage | None) -> bool:
    """Whether *user* leads the whole of *call*; any call, for the files of one that is no more."""
    if call is None:
        return bool(policy_registry.get_by_type(Dossier).user_has_permission(user, teams.RELEASE))
    return bool(CallPage.objects.led_by(user).filter(pk=call.pk).exists())


def _accounts(actions: Iterable[str], dossier: Dossier | None = None) -> Any:
    policy = policy_registry.get_by_type(Dossier)
    if dossier is None:
        users = policy.users_with_any_permission(set(actions))
    else:
        users = policy.users_with_any_permission_for_instance(set(actions), dossier)
    return users.order_by("last_name", "first_name", "username")


def may_read_files(user: Any) -> bool:
    """Whether *user* may read files of calls; a closed account has no right."""
    return bool(policy_registry.get_by_type(Dossier).user_has_any_permission(user, teams.READ))


def may_take_notes(user: Any, dossier: Dossier | None = None) -> bool:
    """Whether *user* may take the notes of *dossier*, or of some file, away: who studies it."""
    if dossier is not None:
        return actor_of(user, dossier) is not None
    return bool(policy_registry.get_by_type(Dossier).user_has_permission(user, teams.CHANGE))
