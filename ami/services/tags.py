"""The words that the service sorts its files by: given to files, taken from them."""

from collections.abc import Iterable

from django.db import transaction

from ami.models import Dossier, DossierTag
from core.text.words import fold


def tag(dossiers: Iterable[Dossier], names: Iterable[str]) -> list[DossierTag]:
    """Give each of *dossiers* the tags *names*, however they are written; safe to repeat.

    A tag keeps the writing that it was first given.
    """
    with transaction.atomic():
        tags = [_tag_of(each) for each in names]
        for dossier in dossiers:
            dossier.tags.add(*tags)
    return tags


def untag(dossier: Dossier, pk: int) -> None:
    """Take a tag from *dossier*; one that it does not bear is no error."""
    dossier.tags.remove(*DossierTag.objects.filter(id=pk))


def _tag_of(name: str) -> DossierTag:
    found, _ = DossierTag.objects.get_or_create(folded=fold(name), defaults={"name": name})
    return found
