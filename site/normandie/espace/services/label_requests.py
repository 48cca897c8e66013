"""A request for a label begun from the sheet of a place: what the site knows is not typed again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ami.kinds.ami_form import CONTACT, STRUCTURE
from ami.kinds.label_form import PLACE_STEP
from ami.models import CallPage, Dossier
from ami.services.access import begin
from ami.services.drafts import fill_in
from core.forms.sending import Sending
from directory.models import PlacePage
from directory.presenters import address_lines

ORIGIN = "votre fiche"
ASSOCIATION = "association"


@transaction.atomic
def begin_request(
    place: PlacePage, person: Any, call: CallPage, sending: Sending, email: str
) -> Dossier:
    """Begin a file of *call* as its own page does, with what *place* and *person* told already.

    Raises:
        LimitExceeded, NotOpen: as ``ami.services.access.begin``.
    """
    dossier = begin(call, sending, email)
    fill_in(dossier, known_of(place, person), ORIGIN)
    return dossier


def known_of(place: PlacePage, person: Any) -> Mapping[str, Mapping[str, str]]:
    """Return what the site knows of *place* and of *person*, by the questions of a request.

    The SIRET is that of an establishment: its address is that of the place. Associations alone
    have a RNA. Nothing else is worked out.
    """
    is_listed = PlacePage.objects.published().filter(pk=place.pk).exists()
    address = "\n".join(address_lines(place))
    return {
        STRUCTURE.key: {
            "forme": ASSOCIATION if place.rna else "",
            "nom": place.parent_structure,
            "siret": place.siret,
            "rna": place.rna,
            "adresse": address,
            "commune": place.commune.key,
        },
        CONTACT.key: {"nom": person.get_full_name(), "telephone": place.phone},
        PLACE_STEP.key: {
            "fiche": place.slug if is_listed else "",
            "nom": place.title,
            "adresse": address,
            "projet": place.summary,
        },
    }


def known_in_words(place: PlacePage, person: Any, call: CallPage) -> list[str]:
    """Return the questions of *call* that are answered already, in its order."""
    known = known_of(place, person)
    asked = call.form_definition().fields()
    return [each.label for step, each in asked if known.get(step.key, {}).get(each.key)]
