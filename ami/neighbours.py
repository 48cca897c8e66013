"""What files stand near one: those of the same carrier, those of the same commune."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ami.models import Dossier
from core.text.words import fold

MOST = 20  # of each list: the screen says when there are more
SIREN = 9  # first digits of a SIRET: those of the structure, whatever its establishment


@dataclass(frozen=True)
class Neighbour:
    """Another file, and why it is shown."""

    dossier: Dossier
    reasons: tuple[str, ...]


def neighbours_of(dossier: Dossier, user: Any) -> tuple[list[Neighbour], list[Dossier]]:
    """Return files that may be of the same carrier, with why, then those of the commune.

    Of each, the first ``MOST`` ones and one more, in one query. Those alone that *user* may read:
    the others are not so much as named.
    """
    others = Dossier.objects.readable_by(user).exclude(pk=dossier.pk)
    same = _same_carrier(dossier)
    of_carrier = others.filter(same) if same else others.none()
    of_commune = others.deposited().filter(commune=dossier.commune_id).exclude(commune=None)
    wanted = [each[: MOST + 1].values("pk") for each in (of_carrier, of_commune)]
    rows = Dossier.objects.filter(Q(pk__in=wanted[0]) | Q(pk__in=wanted[1]))
    rows = rows.annotate(is_likely=Exists(of_carrier.filter(pk=OuterRef("pk")).order_by()))
    found = list(rows.select_related("call").defer("definition", "frozen"))
    likely = [Neighbour(e, tuple(_reasons(dossier, e))) for e in found if e.is_likely]
    here = [e for e in found if e.commune_id == dossier.commune_id and not e.is_draft]
    return likely[: MOST + 1], here[: MOST + 1] if dossier.commune_id else []


def _same_carrier(dossier: Dossier) -> Q:
    """Return what files of the same carrier may have in common with *dossier*.

    Drafts are found by who began them alone: what they hold is their carrier's.
    """
    wanted = Q()
    for address in dossier.mail_addresses:
        wanted |= Q(access_email=address.lower()) | Q(contact_email__iexact=address)
    if dossier.siret:
        wanted |= Q(siret__startswith=dossier.siret[:SIREN])
    if dossier.rna:
        wanted |= Q(rna=dossier.rna)
    if dossier.carrier_name:
        wanted |= Q(carrier_name__iexact=dossier.carrier_name)
    return wanted


def _reasons(one: Dossier, other: Dossier) -> list[str]:
    reasons = []
    if one.siret and one.siret == other.siret:
        reasons.append("même SIRET")
    elif one.siret and one.siret[:SIREN] == other.siret[:SIREN]:
        reasons.append("même SIREN")
    if one.rna and one.rna == other.rna:
        reasons.append("même RNA")
    addresses = {each.lower() for each in one.mail_addresses}
    if addresses & {each.lower() for each in other.mail_addresses}:
        reasons.append("même courriel")
    if one.carrier_name and fold(one.carrier_name) == fold(other.carrier_name):
        reasons.append("même nom")
    return reasons
