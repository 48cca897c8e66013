"""Who works on a call: its team written whole, and copied with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from ami.models import CallPage, CallRole, Dossier
from ami.teams import CHANGE, files_open_to
from core.workflow import AlreadyChanged
from directory.models import Departement

CHANGED = "ami.team"  # the action, in the log of the call


@dataclass(frozen=True)
class TeamLine:
    """What *user* does of the files of a call: of these *departements* alone, if any."""

    user: Any
    role: str
    departements: Sequence[Departement] = ()

    @property
    def role_label(self) -> str:
        return CallRole.Role(self.role).label.lower()

    def __str__(self) -> str:
        codes = "+".join(sorted(each.pk for each in self.departements))
        return f"{self.user.pk if self.user else 0}:{self.role}:{codes}"


def team_of(call: CallPage) -> list[TeamLine]:
    """Return the team of *call*; a line whose account is gone has no user."""
    roles = call.team.select_related("user").prefetch_related("departements")
    return [TeamLine(each.user, each.role, list(each.departements.all())) for each in roles]


def written(lines: Iterable[TeamLine]) -> str:
    """Write a team in one line, the same for the same team whatever its order."""
    return " ".join(sorted(map(str, lines)))


@transaction.atomic
def write_team(call: CallPage, lines: Iterable[TeamLine], *, seen: str, by: Any) -> None:
    """Give *call* the team *lines*, in place of the one that was *seen* (``written``).

    Raises:
        AlreadyChanged: somebody changed it meanwhile. Nothing is written.
    """
    CallPage.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if written(team_of(call)) != seen:
        raise AlreadyChanged
    call.team.all().delete()
    _add(call, lines)
    log(instance=call, action=CHANGED, user=by, data={"team": written(team_of(call))})


@transaction.atomic
def copy_team(source: CallPage, copy: CallPage) -> None:
    """Give *copy* the team of *source*: a new call opens to nobody whom the last one did not."""
    _add(copy, team_of(source))


def left_behind(call: CallPage) -> int:
    """Count the files underway whose follower may no longer study them."""
    files = Dossier.objects.underway().filter(call=call).exclude(reviewer=None)
    followers = {each.reviewer for each in files.select_related("reviewer").only("reviewer")}
    return sum(
        files.filter(reviewer=each).exclude(files_open_to(each, [CHANGE])).count()
        for each in followers
    )


def _add(call: CallPage, lines: Iterable[TeamLine]) -> None:
    for line in lines:
        role = CallRole.objects.create(call=call, user=line.user, role=line.role)
        role.departements.set(line.departements)
