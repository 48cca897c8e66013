"""The file before and the file after one, in the queue that its address keeps."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from ami.admin.addresses import LIST, inspect_url
from ami.admin.queue import queue_order, queue_params, queue_rows
from ami.models import Dossier


@dataclass(frozen=True)
class QueueWay:
    """Where a file stands in its queue; ``position`` is 0 for one that has left it.

    ``following_url`` is then that of the first file of the queue.
    """

    position: int
    total: int
    queue_url: str
    previous_url: str = ""
    following_url: str = ""


def way_of(dossier: Dossier, request: HttpRequest) -> QueueWay:
    """Return the way from *dossier* through the queue of the address of *request*: one query."""
    params = queue_params(request.GET)
    query = params.urlencode()
    rows = queue_rows(params, request).with_deadline().in_order(queue_order(params))
    found = list(rows.values_list("pk", flat=True))
    place = found.index(dossier.pk) if dossier.pk in found else -1

    def url_at(index: int) -> str:
        return inspect_url(found[index], query) if 0 <= index < len(found) else ""

    return QueueWay(
        position=place + 1,
        total=len(found),
        queue_url=reverse(LIST) + (f"?{query}" if query else ""),
        previous_url=url_at(place - 1) if place > 0 else "",
        following_url=url_at(place + 1),
    )
