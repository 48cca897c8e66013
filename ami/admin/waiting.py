"""« Ce qui m’attend »: the files that wait for the person, on the first screen of the admin."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from ami.admin.addresses import LIST
from ami.admin.queue import ME
from ami.kinds import LEAD, REVIEWER
from ami.models import Dossier
from ami.querysets import open_states, states_that_allow
from ami.teams import CHANGE, RELEASE, files_open_to

# Somebody may read files of a call, study those of another, and lead a third.
STUDIED, LED = {"attention": ["studied"]}, {"attention": ["led"]}


@dataclass(frozen=True)
class Waiting:
    """How many files wait for one thing, and the queue of them."""

    label: str
    number: int
    url: str


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for *user*, in one query; what they may not do is left out, and nothing."""
    to_take, to_meet = (
        states_that_allow(action, REVIEWER) for action in ("prendre", "noter-rencontre")
    )
    to_approve = states_that_allow("approuver-reponse", LEAD)
    studied, led = (files_open_to(user, [action]) for action in (CHANGE, RELEASE))
    numbers = (
        Dossier.objects.readable_by(user)
        .order_by()
        .aggregate(
            to_take=_count(studied, state__in=to_take),
            mine=_count(state__in=open_states(), reviewer=user),
            overdue=_count(pk__in=Dossier.objects.overdue().order_by().values("pk")),
            to_meet=_count(studied, state__in=to_meet),
            to_approve=_count(led, state__in=to_approve),
        )
    )
    lines = [
        ("Dossiers à prendre", numbers["to_take"], {"state": to_take} | STUDIED),
        ("Dossiers que je suis", numbers["mine"], {"follower": [ME], "attention": ["underway"]}),
        ("Compléments en retard", numbers["overdue"], {"attention": ["overdue"]}),
        ("Rencontres à tenir", numbers["to_meet"], {"state": to_meet} | STUDIED),
        ("Réponses à approuver", numbers["to_approve"], {"state": to_approve} | LED),
    ]
    return [Waiting(label, number, _queue(params)) for label, number, params in lines if number]


def _count(*among: Q, **condition: Any) -> Count:
    return Count("pk", filter=Q(*among, **condition))


def _queue(params: dict[str, list[str]]) -> str:
    query = QueryDict(mutable=True)
    for name, values in params.items():
        query.setlist(name, values)
    return f"{reverse(LIST)}?{query.urlencode()}"


class WaitingFilesPanel(Component):
    """What waits for who reads the screen, each with the queue that shows it."""

    name = "waiting_files"
    order = 85  # before what visitors sent
    template_name = "ami/admin/queue_waiting.html"

    @staticmethod
    def opens_to(user: Any) -> bool:
        policy = policy_registry.get_by_type(Dossier)
        return bool(policy.user_has_any_permission(user, ["view", "change"]))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"panel": self, "waiting": waiting_for(parent_context["request"].user)}
