"""What is watched of the site: an app declares its checks in its own ``health.py``.

The same lines are given to the watcher (``/healthz?tout``), to a terminal (``manage.py health``)
and as figures (``manage.py metrics``): docs/decisions/0059-watching-the-site.md.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from threading import Lock, Thread

from django.db import connections
from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from core.logs import where_failed

logger = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds for all the checks, that are done at once


class State(StrEnum):
    """How a thing is; who wakes people up does it for the last one alone."""

    OK = "ok"
    WARNING = "warning"
    FAILING = "failing"


@dataclass(frozen=True)
class Finding:
    """What a check finds: *words* say it to people, in French, and name nobody.

    *limit* is that of the *state* where the *figure* has passed it, the next one otherwise.
    """

    state: State
    words: str
    figure: int | None = None
    limit: int | None = None
    unit: str = ""


Check = Callable[[], Finding]
CHECKS: dict[str, Check] = {}
_at_work: dict[str, Future[Finding]] = {}
_lock = Lock()


def check(name: str) -> Callable[[Check], Check]:
    """Have the decorated function watched under *name*.

    It writes nothing that lasts, and asks little: it is done each minute.
    """

    def register(work: Check) -> Check:
        if name in CHECKS:
            raise ValueError(f"two checks are called {name}")
        CHECKS[name] = work
        return work

    return register


def measured(
    figure: int, unit: str, words: str, *, warns: int, fails: int | None = None
) -> Finding:
    """Return what is found where *figure* tells the state, by two limits.

    Args:
        warns: from there on, it is to be seen to; below it, where *fails* is less still.
        fails: from there on, something of the site does not work any more; None: never.
    """
    less_is_worse = fails is not None and fails < warns
    sign = -1 if less_is_worse else 1
    if fails is not None and sign * figure >= sign * fails:
        return Finding(State.FAILING, words, figure, fails, unit)
    state = State.WARNING if sign * figure >= sign * warns else State.OK
    return Finding(state, words, figure, warns, unit)


def oldest_waiting(
    waiting: QuerySet, since: str, words: str, *, warns: timedelta, fails: timedelta | None = None
) -> Finding:
    """Return what is found of rows that are *waiting*, by the age of the first.

    Args:
        since: the field that says since when.
        words: what follows their number, in French.
    """
    asked = waiting.order_by().aggregate(number=Count("pk"), first=Min(since))
    age = timezone.now() - asked["first"] if asked["first"] else timedelta()
    said = f"{asked['number']} {words}."
    worst = _seconds(fails) if fails else None
    return measured(_seconds(age), "s", said, warns=_seconds(warns), fails=worst)


def indexed(missing: int, published: int, what: str) -> Finding:
    """Return what is found of an index to which *missing* of the *published* are unknown."""
    words = f"{what}\u00a0: {published} en ligne, {missing} que la recherche ignore."
    return measured(missing, "", words, warns=1, fails=max(published, 1))


def examine(patience: float = PATIENCE) -> dict[str, Finding]:
    """Return what each check finds, in *patience* seconds at most.

    Each is done in a thread of its own, so that one which hangs or raises keeps none from
    answering. One that hangs is not begun again before it ends: asking each minute piles up none.
    """
    asked = {name: _begun(name, work) for name, work in sorted(CHECKS.items())}
    late = wait(asked.values(), patience).not_done
    silent = Finding(State.FAILING, f"Pas de réponse en {patience:g}\u00a0s.")
    return {name: silent if future in late else future.result() for name, future in asked.items()}


def _seconds(time: timedelta) -> int:
    return round(time.total_seconds())


def worst(findings: dict[str, Finding]) -> State:
    """Return how the whole is: as its worst part."""
    return max((each.state for each in findings.values()), key=list(State).index, default=State.OK)


def _begun(name: str, work: Check) -> Future[Finding]:
    with _lock:
        before = _at_work.get(name)
        if before is not None and not before.done():
            return before
        future: Future[Finding] = Future()
        _at_work[name] = future
    # Nobody waits for it to leave: a process that ends takes it along.
    Thread(target=_do, args=(name, work, future), name=f"health {name}", daemon=True).start()
    return future


def _do(name: str, work: Check, future: Future[Finding]) -> None:
    try:
        try:
            found = work()
        finally:
            connections.close_all()
    except Exception as error:  # noqa: BLE001  (whatever it is, the others answer)
        # Its message may hold an address, a password, what people wrote.
        logger.warning("health: %s: %s", name, where_failed(error))
        found = Finding(State.FAILING, type(error).__name__)
    future.set_result(found)
