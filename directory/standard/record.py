"""A place as the standard describes it, with typed values."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from .fields import COLUMN_NAMES, NUMBERS


@dataclass(frozen=True)
class PlaceRecord:
    """One place. Fields bear the names of the columns (``directory.standard.fields``).

    Texts are clean (``core.text.cleaning``), an unknown one is empty. Latitude and
    longitude are WGS84 degrees, both or neither. Only ``presentation_detail`` may hold several
    lines. ``hours_note`` is not of the standard. ``given`` names the columns that the source has:
    of the others it says nothing, not even that they are empty. ``left_out`` says which of its
    values could not be kept.
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
    left_out: tuple["Problem", ...] = field(default=(), compare=False)

    def without(self, problems: Iterable["Problem"]) -> "PlaceRecord":
        """Return the record without the columns that *problems* tell: a wrong one costs itself.

        It counts as not given, so that it does not empty what a sheet holds.
        """
        problems = tuple(problems)
        columns = {problem.field for problem in problems}
        if columns & NUMBERS:
            columns |= NUMBERS  # they go together
        empty: dict[str, Any] = {each.name: each.default for each in fields(self)}
        empty["pivot"] = ""
        return replace(
            self,
            **{name: value for name, value in empty.items() if name in columns},
            given=self.given - columns,
            left_out=self.left_out + problems,
        )


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: the column, and the reason in words for who sent the file."""

    field: str
    reason: str
