"""Telling the engine what the tables hold now: what changed, or all of it.

One at a time (``core.leases``), and versioned by the clock: one who was given up for dead and
comes back changes nothing.
"""

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.crypto import get_random_string

from core import leases
from core.batches import batches
from core.models import TextToSend

from .client import FEEDING_PATIENCE, Away, ask
from .indexes import FED, Fed, Index, indexes

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

BATCH = 500  # rows
LEASE, LEASE_LENGTH = "search-engine", timedelta(minutes=5)

logger = logging.getLogger(__name__)


def send_waiting() -> int:
    """Send what waits, and what comes meanwhile; return how many changes were told.

    Somebody else who is at it sends them too.

    Raises:
        Away: nothing is lost, and will be told another time.
    """
    sent = 0
    while TextToSend.objects.exists():
        try:
            holder = leases.take(LEASE, LEASE_LENGTH)
        except leases.LeaseHeld:
            return sent
        try:
            sent += _send_lines(holder)
        finally:
            leases.release(LEASE, holder)
    return sent


def rebuild(index: Index) -> int:
    """Make *index* anew, beside the one that answers meanwhile; return how many rows it holds.

    Raises:
        Away: the one that answered is as it was.
        leases.LeaseHeld: somebody else is at it.
    """
    holder = leases.take(LEASE, LEASE_LENGTH)
    name = f"{index.alias}-{timezone.now():%Y%m%d%H%M%S}-{get_random_string(4).lower()}"
    try:
        _create(index, name)
        number = 0
        for fed in (each for each in FED.values() if each.index is index):
            keys = fed.rows().order_by("pk").values_list("pk", flat=True)
            for part in batches(keys, BATCH):  # all read: see by_key
                leases.renew(LEASE, holder, LEASE_LENGTH)
                number += _send(fed, part, name)
        _put_in_place(index, name)
    except Away:
        with suppress(Away):
            ask(lambda engine: engine.indices.delete(index=name, ignore_unavailable=True))
        raise
    finally:
        leases.release(LEASE, holder)
    return number


def missing() -> list[Index]:
    """Return the indexes that the engine lacks: a new one, one of another version, one lost.

    Raises:
        Away: it does not say.
    """
    return [index for index in indexes() if not ask(partial(_answers, index.alias))]


def _answers(alias: str, engine: "Elasticsearch") -> bool:
    return bool(engine.indices.exists_alias(name=alias))


def _send_lines(holder: str) -> int:
    """Send all the lines of the queue; each goes once what was read after it is told."""
    sent = 0
    while lines := list(TextToSend.objects.order_by("pk")[:BATCH]):
        leases.renew(LEASE, holder, LEASE_LENGTH)
        for fed in FED.values():
            if rows := dict.fromkeys(line.row for line in lines if line.fed == fed.name):
                _send(fed, list(rows))
        TextToSend.objects.filter(pk__in=[line.pk for line in lines]).delete()
        sent += len(lines)
    return sent


def _send(fed: Fed, pks: list[int], index: str = "") -> int:
    """Tell what some rows hold now, to *index* or to the one that answers; return how many do.

    The moment is taken before the rows are read: one who reads later has the last word.
    """
    version = time.time_ns() // 1_000
    documents = fed.documents(pks)
    operations: list[dict[str, Any]] = []
    for pk in pks:
        head = {"_id": f"{fed.name}-{pk}", "version": version, "version_type": "external_gte"}
        if pk in documents:
            operations += [{"index": head}, {"pk": pk, **documents[pk]}]
        else:
            operations.append({"delete": head})
    answer = _of_engine(
        lambda engine: engine.bulk(
            index=index or fed.index.alias,
            operations=operations,
            require_alias=not index,  # or the engine would make an index of its own
            refresh=not index,
        )
    )
    _check(fed, answer["items"])
    return len(documents)


def _check(fed: Fed, items: Iterable[dict[str, Any]]) -> None:
    """Raise Away where something was not taken: the engine is full, or has no such index.

    What is not well formed would never be: it is told to the log, and the rest goes on.
    """
    for item in items:
        (said,) = item.values()
        if "error" not in said or said["status"] == HTTPStatus.CONFLICT:  # it knows better
            continue
        why = f"{fed.name} refused: {said['status']} {said['error']['type']}"
        if said["status"] != HTTPStatus.BAD_REQUEST:
            raise Away(why)
        logger.error("the search engine: %s", why)


def _create(index: Index, name: str) -> None:
    settings = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
    _of_engine(
        lambda engine: engine.indices.create(index=name, mappings=index.mappings, settings=settings)
    )


def _put_in_place(index: Index, name: str) -> None:
    """Have *name* answer, whole, from one instant to the next; those of before go."""

    def swap(engine: "Elasticsearch") -> None:
        engine.indices.refresh(index=name)
        held = engine.indices.get(index=f"{index.root}-*", expand_wildcards="all")
        gone = [{"remove_index": {"index": each}} for each in held if each != name]
        engine.indices.update_aliases(
            actions=[*gone, {"add": {"index": name, "alias": index.alias}}]
        )

    _of_engine(swap)


def _of_engine(question: Any) -> Any:
    return ask(question, FEEDING_PATIENCE)
