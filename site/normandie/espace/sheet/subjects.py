"""The subjects of a sheet: one page each, small enough for a phone."""

from dataclasses import dataclass

from directory.models import Vocabulary
from normandie.espace.forms.base import SheetForm
from normandie.espace.forms.photos import PhotosForm
from normandie.espace.forms.round import RoundForm
from normandie.espace.forms.subjects import (
    ContactForm,
    EquipmentForm,
    HoursForm,
    IdentityForm,
    OfferForm,
    PresentationForm,
    ServicesForm,
)


@dataclass(frozen=True)
class Subject:
    """A part of the sheet that managers change on one page.

    Args:
        slug: the end of its address.
        units: what it may change (``directory.units``).
        sensitive: always read by the team before it is published.
    """

    slug: str
    title: str
    form: type[SheetForm]
    units: tuple[str, ...]
    sensitive: bool = False


SUBJECTS = (
    Subject("horaires", "Horaires", HoursForm, ("hours", "hours_note")),
    Subject("passages", "Tournée et passages", RoundForm, ("stops",)),
    Subject(
        "contact",
        "Contact et accès",
        ContactForm,
        (
            *("phone", "emails", "websites", "booking_url", "relay_url"),
            *("getting_there", "accessibility_url"),
        ),
    ),
    Subject("photos", "Photos", PhotosForm, ("photos",)),
    Subject(
        "services",
        "Services et publics",
        ServicesForm,
        (
            *(Vocabulary.SERVICE, Vocabulary.FEE, Vocabulary.ACCESS),
            *(Vocabulary.AUDIENCE, Vocabulary.CARE, Vocabulary.SUPPORT),
        ),
    ),
    Subject(
        "tarifs",
        "Prix et salles",
        OfferForm,
        ("formulas", "rooms", Vocabulary.COWORKING, "seats", "download_speed"),
    ),
    Subject("equipements", "Équipements", EquipmentForm, (Vocabulary.EQUIPMENT,)),
    Subject("presentation", "Présentation", PresentationForm, ("summary", "body")),
    Subject(
        "identite",
        "Nom, adresse et type",
        IdentityForm,
        (
            *("title", "address", "address_extra", "postcode", "commune"),
            *("latitude", "longitude", "parent_structure", "siret", "rna", "other_labels"),
            *(Vocabulary.KIND, Vocabulary.MOBILITY, Vocabulary.PROGRAMME, Vocabulary.TRAINING),
        ),
        sensitive=True,
    ),
)
BY_SLUG = {subject.slug: subject for subject in SUBJECTS}
ALL_UNITS = tuple(unit for subject in SUBJECTS for unit in subject.units)


def subject_about(unit: str) -> Subject:
    """Return the subject on whose page *unit* is changed."""
    return next(subject for subject in SUBJECTS if unit in subject.units)
