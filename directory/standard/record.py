"""A place as the standard describes it, with typed values."""

from dataclasses import dataclass, field
from datetime import date

from .fields import COLUMN_NAMES


@dataclass(frozen=True)
class PlaceRecord:
    """One place. Fields bear the names of the columns (``directory.standard.fields``).

    Texts are clean (``core.text.cleaning``), an unknown one is empty. Latitude and
    longitude are WGS84 degrees, both or neither. Only ``presentation_detail`` may hold several
    lines. ``hours_note`` is not of the standard. ``given`` names the columns that the source has:
    of the others it says nothing, not even that they are empty.
    """

    id: str
    pivot: str  # a SIRET, a number of the register of associations (RNA), or empty
    nom: str
    commune: str
    code_postal: str
    adresse: str
    date_maj: date
    code_insee: str = ""
    complement_adresse: str = ""
    latitude: float | None = None
    longitude: float | None = None
    typologie: tuple[str, ...] = ()
    telephone: str = ""  # +33…
    courriels: tuple[str, ...] = ()
    site_web: tuple[str, ...] = ()
    horaires: str = ""  # OSM opening_hours, or the text of the source where it does not parse
    presentation_resume: str = ""
    presentation_detail: str = ""
    source: str = ""
    itinerance: tuple[str, ...] = ()
    structure_parente: str = ""
    services: tuple[str, ...] = ()
    publics_specifiquement_adresses: tuple[str, ...] = ()
    prise_en_charge_specifique: tuple[str, ...] = ()
    frais_a_charge: tuple[str, ...] = ()
    dispositif_programmes_nationaux: tuple[str, ...] = ()
    formations_labels: tuple[str, ...] = ()
    autres_formations_labels: tuple[str, ...] = ()
    modalites_acces: tuple[str, ...] = ()
    modalites_accompagnement: tuple[str, ...] = ()
    fiche_acces_libre: str = ""
    prise_rdv: str = ""
    hours_note: str = ""
    given: frozenset[str] = field(default=frozenset(COLUMN_NAMES), compare=False)


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: the column, and the reason in words for who sent the file."""

    field: str
    reason: str
