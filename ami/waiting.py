"""What waits for each agent, counted, with the queue that shows it: first screen, morning mail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import policy_registry

from ami.admin.addresses import LIST
from ami.attention import GONE, ME, NEAR, NOBODY, attentions, followed_by
from ami.kinds import LEAD, REVIEWER
from ami.models import CallPage, Dossier
from ami.querysets import open_states, states_that_allow
from ami.teams import CHANGE, RELEASE
from core.text.formats import long_date
from core.workflow import SYSTEM

Params = dict[str, list[str]]
# Somebody may read files of a call, study those of another, and lead a third.
STUDIED: Params = {"attention": ["studied"]}
LED: Params = {"attention": ["led"]}


@dataclass(frozen=True)
class Waiting:
    """How many files wait for one thing, and the queue of them."""

    label: str
    number: int
    url: str


@dataclass(frozen=True)
class Line:
    """What may wait: the queue of it is *params*. ``is_news``: worth a mail in the morning.

    What stays for weeks, or is everybody's, is for the screen alone.
    """

    label: str
    params: Params = field(default_factory=dict)
    is_news: bool = True
    on_screen: bool = True

    def condition(self, user: Any) -> Q:
        """Return what the files of the line fulfil, as the filters of the queue read it."""
        condition = Q()
        if "state" in self.params:
            condition &= Q(state__in=self.params["state"])
        if "call" in self.params:
            condition &= Q(call__in=self.params["call"])
        for each in self.params.get("follower", ()):
            condition &= followed_by(each, user)
        for each in self.params.get("attention", ()):
            files = attentions()[each].narrow(Dossier.objects.order_by(), user)
            condition &= Q(pk__in=files.values("pk"))
        return condition


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for *user* on the first screen; what they may not do is left out."""
    return _counted(user, [line for line in _lines(user) if line.on_screen])


def news_for(user: Any) -> list[Waiting]:
    """Return what is worth telling *user* in the morning: nothing when nothing waits."""
    return _counted(user, [line for line in _lines(user) if line.is_news])


def _counted(user: Any, lines: list[Line]) -> list[Waiting]:
    """Count the files of each line, all in one query, and leave out what is none."""
    conditions = (line.condition(user) for line in lines)
    counts = {f"line_{n}": Count("pk", filter=each) for n, each in enumerate(conditions)}
    numbers = Dossier.objects.readable_by(user).order_by().aggregate(**counts)
    return [
        Waiting(line.label, number, queue_url(line.params))
        for line, number in zip(lines, numbers.values(), strict=True)
        if number
    ]


def queue_url(params: Params) -> str:
    """Return the address of the queue that *params* narrow."""
    query = QueryDict(mutable=True)
    for name, values in params.items():
        query.setlist(name, values)
    return f"{reverse(LIST)}?{query.urlencode()}"


def _lines(user: Any) -> Iterator[Line]:
    yield Line("Notes qui me mentionnent", {"attention": ["mentioned"]})
    policy = policy_registry.get_by_type(Dossier)
    if policy.user_has_permission(user, CHANGE):
        yield from _lines_of_a_reviewer()
    if policy.user_has_permission(user, RELEASE):
        yield from _lines_of_a_lead(user)


def _lines_of_a_reviewer() -> Iterator[Line]:
    def mine(attention: str) -> Params:
        return {"follower": [ME], "attention": [attention]}

    to_take, to_meet = (
        states_that_allow(each, REVIEWER) for each in ("prendre", "noter-rencontre")
    )
    yield Line("Dossiers qui viennent de m’être confiés", mine("entrusted"))
    yield Line("Messages non lus dans mes dossiers", mine("unread"))
    yield Line(
        "Messages non lus dans des dossiers que personne ne suit",
        {"follower": [NOBODY], "attention": ["unread", "studied"]},
    )
    yield Line("Compléments à lire dans mes dossiers", mine("completed"))
    yield Line("Dossiers à prendre", {"state": to_take} | STUDIED, is_news=False)
    yield Line("Dossiers que je suis", mine("underway"), is_news=False)
    yield Line("Compléments en retard", {"attention": ["overdue"]}, is_news=False)
    yield Line("Compléments en retard dans mes dossiers", mine("overdue"), on_screen=False)
    yield Line("Rencontres à tenir", {"state": to_meet} | STUDIED, is_news=False)
    yield Line("Rencontres à noter ou à relancer dans mes dossiers", mine("unsettled"))
    yield Line("Mes dossiers restés sans suite", mine("quiet"))
    yield Line("Mes dossiers dont la réponse est en retard", mine("unanswered"))
    if "silence" in attentions():
        yield Line("Mes dossiers dont le silence vaudra bientôt décision", mine("silence"))


def _lines_of_a_lead(user: Any) -> Iterator[Line]:
    """Yield what a lead decides, whose files are nobody's any more, which answers are not ready."""
    yield Line(
        "Dossiers à confier, car leur agent est parti",
        {"follower": [GONE], "attention": ["underway", "led"]},
    )
    to_approve = states_that_allow("approuver-reponse", LEAD)
    yield Line("Réponses à approuver", {"state": to_approve} | LED)
    now = timezone.now()
    ready = states_that_allow("envoyer-reponse", SYSTEM)
    states = sorted(set(open_states()) - set(ready))
    soon = CallPage.objects.filter(results_at__gt=now, results_at__lte=now + NEAR)
    for call in soon.with_files_for(user):
        on = long_date(timezone.localdate(call.results_at))
        params = {"call": [str(call.pk)], "state": states} | LED
        yield Line(f"Réponses pas encore prêtes, annoncées pour le {on}", params)
