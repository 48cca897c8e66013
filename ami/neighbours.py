"""What stands near a file: other files of the same carrier or commune, places of the commune."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from ami.models import Dossier
from ami.models.dossier import DossierQuerySet
from core.text.words import fold
from directory.models import PlacePage

MOST = 20  # of each list: the screen says when there are more
SIREN = 9  # first digits of a SIRET: those of the structure, whatever its establishment


@dataclass(frozen=True)
class Neighbour:
    """Another file, and why it is shown."""

    dossier: Dossier
    reasons: tuple[str, ...]


def same_carrier(dossier: Dossier, user: Any) -> list[Neighbour]:
    """Return files that may be of the same carrier, with why; the first ``MOST`` ones and one more.

    Those alone that *user* may read: the others are not so much as named.

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
    if not wanted:
        return []
    found = _others(dossier, user).filter(wanted)[: MOST + 1]
    return [Neighbour(each, tuple(_reasons(dossier, each))) for each in found]


def same_commune(dossier: Dossier, user: Any) -> list[Dossier]:
    """Return files of the commune that *user* may read; the first ``MOST`` ones and one more."""
    if dossier.commune_id is None:
        return []
    return list(_others(dossier, user).deposited().filter(commune=dossier.commune_id)[: MOST + 1])


def places_nearby(dossier: Dossier) -> list[PlacePage]:
    """Return places of the directory in the same commune; the first ``MOST`` ones and one more."""
    if dossier.commune_id is None:
        return []
    return list(PlacePage.objects.live().filter(commune=dossier.commune_id)[: MOST + 1])


def _others(dossier: Dossier, user: Any) -> DossierQuerySet:
    others = Dossier.objects.readable_by(user).exclude(pk=dossier.pk)
    return others.select_related("call").defer("definition", "frozen")


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
