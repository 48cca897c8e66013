"""To whom the files of a call open: to all who have the right on files, or to its team alone.

The right comes from a group (``normandie.roles``); the team of a call narrows it, and never adds to
it: a reader whom a team calls a lead reads. A role may be for some départements: those of the
communes of the files; a file without commune is for all of the team. A superuser needs no team.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from ami.kinds import LEAD, REVIEWER

if TYPE_CHECKING:
    from ami.models import CallPage, Dossier

READER = "lecteur"  # the role besides those of the kinds
VIEW, CHANGE, RELEASE = "view", "change", "release"  # the rights on files
READ = (VIEW, CHANGE)  # any of them is enough to read
# The roles of a team that leave each right to who has it.
ROLES_FOR = {
    VIEW: {READER, REVIEWER, LEAD},
    CHANGE: {REVIEWER, LEAD},
    RELEASE: {LEAD},
}
NOTHING = Q(pk__in=())


def files_open_to(user: Any, actions: Iterable[str]) -> Q:
    """Return which files are open to *user* for one of *actions* (rights on files)."""
    roles = _roles_left(user, actions)
    if not roles or user.is_superuser:
        return Q() if roles else NOTHING
    mine = _roles().filter(user=user, role__in=roles)
    somewhere = mine.filter(call=OuterRef("call"), departements=OuterRef("commune__departement"))
    return (
        _without_team("call")
        | Q(call__in=mine.filter(departements=None).values("call"))
        | Q(commune=None, call__in=mine.values("call"))
        | Q(Exists(somewhere))
    )


def calls_open_to(user: Any, actions: Iterable[str]) -> Q:
    """Return the calls of which files, some at least, are open to *user* for one of *actions*."""
    roles = _roles_left(user, actions)
    if not roles or user.is_superuser:
        return Q() if roles else NOTHING
    mine = _roles().filter(user=user, role__in=roles)
    return _without_team("pk") | Q(pk__in=mine.values("call"))


def calls_led_by(user: Any) -> Q:
    """Return the calls that *user* leads whole: they say who works on them."""
    leads = _roles_left(user, [RELEASE])
    if not leads or user.is_superuser:
        return Q() if leads else NOTHING
    mine = _roles().filter(user=user, role__in=leads, departements=None)
    return _without_team("pk") | Q(pk__in=mine.values("call"))


def of_team(users: QuerySet[Any], dossier: Dossier, actions: Iterable[str]) -> QuerySet[Any]:
    """Return those of *users*, who all have one of the rights *actions*, whom *dossier* is for."""
    team = _roles().filter(call=dossier.call_id)
    roles = {role for action in actions for role in ROLES_FOR[action]}
    named = team.filter(role__in=roles)
    if dossier.commune is not None:
        departement = dossier.commune.departement_id
        named = named.filter(Q(departements=None) | Q(departements=departement))
    return users.filter(~Exists(team) | Q(is_superuser=True) | Q(pk__in=named.values("user")))


def limits_of(user: Any) -> dict[CallPage, list[str]]:
    """Return the calls of which *user* reads some départements alone, with their names."""
    if user.is_superuser:
        return {}
    roles = _roles().filter(user=user).select_related("call").prefetch_related("departements")
    named = {each.call: [str(one) for one in each.departements.all()] for each in roles}
    return {call: departements for call, departements in named.items() if departements}


def _roles_left(user: Any, actions: Iterable[str]) -> Collection[str]:
    """Return the roles of a team under which *user* keeps one of *actions*; none without right."""
    held = [action for action in actions if user.has_perm(f"ami.{action}_dossier")]
    return {role for action in held for role in ROLES_FOR.get(action, ())}


def _without_team(call: str) -> Q:
    return ~Q(**{f"{call}__in": _roles().values("call")})


def _roles() -> QuerySet[Any]:
    roles: QuerySet[Any] = apps.get_model("ami", "CallRole").objects.order_by()
    return roles
