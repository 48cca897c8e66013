"""Where each column of the standard lives in the sheet of a place."""

from typing import TYPE_CHECKING

from directory.standard.fields import CLOSED_LISTS

if TYPE_CHECKING:
    from directory.models import PlacePage

# Column -> field of PlacePage that holds the same value.
FIELDS = {
    "nom": "title",
    "code_postal": "postcode",
    "adresse": "address",
    "complement_adresse": "address_extra",
    "latitude": "latitude",
    "longitude": "longitude",
    "telephone": "phone",
    "horaires": "hours",
    "presentation_resume": "summary",
    "structure_parente": "parent_structure",
    "date_maj": "verified_on",
    "fiche_acces_libre": "accessibility_url",
    "prise_rdv": "booking_url",
    "source": "source",
    "hours_note": "hours_note",
}
# Column of several values -> field of PlacePage that holds one a line.
LINE_FIELDS = {
    "courriels": "emails",
    "site_web": "websites",
    "autres_formations_labels": "other_labels",
}
COLUMN_OF_VOCABULARY = {vocabulary: column for column, vocabulary in CLOSED_LISTS.items()}


def granted_labels(place: "PlacePage") -> list[str]:
    """Return the names of the labels of the network that *place* holds today, examples apart.

    Reads ``place.valid_grants`` where a prefetch has put it (``exports.with_record_data``).
    """
    grants = getattr(place, "valid_grants", None)
    if grants is None:
        grants = place.grants.valid().select_related("label") if place.pk else []
    return [grant.label.name for grant in grants if not grant.label.is_example]
