"""What staff read of eliminations: the calls to look at, a bordereau as a table. Reads only."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ami.exports.columns import Column
from ami.exports.table import Table
from ami.models import Bordereau, BordereauLine, CallPage, Dossier
from ami.querysets import CallQuerySet
from core.pages.spreadsheets import Cell
from core.text.formats import file_size, long_date


@dataclass(frozen=True)
class CallToLookAt:
    """A call some of whose files have served their time.

    Args:
        due: files that a bordereau may be made of.
        unfinished: files as old, that the service has still something to do for: to close first.
    """

    call: CallPage
    due: int
    unfinished: int


def calls_to_look_at(calls: CallQuerySet) -> list[CallToLookAt]:
    found = []
    for call in calls.by_opening():
        due = Dossier.objects.to_eliminate(call).count()
        unfinished = Dossier.objects.left_unfinished(call).count()
        if due or unfinished:
            found.append(CallToLookAt(call, due, unfinished))
    return found


def volume(size: int | None) -> str:
    """Write what joined files weigh, in bytes, as people read it."""
    return file_size(size) if size else "aucune pièce"


COLUMNS = (
    ("bordereau", "Bordereau"),
    ("service", "Service"),
    ("appel", "Appel"),
    ("numero", "Numéro du dossier"),
    ("depose_le", "Déposé le"),
    ("pieces", "Pièces"),
    ("octets", "Volume des pièces (octets)"),
    ("raison", "Motif d’élimination"),
    ("droit", "Référence"),
    ("garde", "Gardé parce que"),
    ("visa", "Visa"),
    ("detruit_le", "Détruit le"),
)
LAW = "Code du patrimoine, articles L. 212-2, L. 212-3 et R. 212-14"


def table_of(bordereau: Bordereau) -> Table:
    """Return a line for each file of *bordereau*, those that are kept included."""
    columns = [Column(key, heading, lambda line: None) for key, heading in COLUMNS]
    return Table(columns, (_cells(bordereau, each) for each in bordereau.lines.all()))


def _cells(bordereau: Bordereau, line: BordereauLine) -> list[Cell]:
    visa: list[Any] = [bordereau.visa_by, bordereau.visa_reference]
    if bordereau.visa_on:
        visa.append(long_date(bordereau.visa_on))
    destroyed = line.destroyed_at and timezone.localtime(line.destroyed_at)
    return [
        bordereau.number,
        bordereau.service_name,
        bordereau.call_title,
        line.number,
        long_date(line.deposited_on),
        line.attachments,
        line.size,
        "" if line.kept_reason else bordereau.reason,
        "" if line.kept_reason else LAW,
        line.kept_reason,
        ", ".join(filter(None, visa)),
        destroyed,
    ]
