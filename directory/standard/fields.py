"""The 32 columns of the standard, in their compulsory order, and the names they had before."""

from dataclasses import dataclass

UNKNOWN_PIVOT = "0" * 14  # what the national files write where neither SIRET nor RNA is known
SEPARATOR = "|"
LEGACY_SEPARATOR = ";"

# Territory tags that the national pipeline no longer publishes.
OBSOLETE_LABELS = frozenset({"ZRR"})


@dataclass(frozen=True)
class Column:
    """A column of the standard.

    ``vocabulary`` is the closed list of its values (a key of
    ``directory.standard.vocabularies.VOCABULARIES``), empty where values are free.
    """

    name: str
    required: bool = False
    multiple: bool = False
    vocabulary: str = ""


def _closed(name: str, vocabulary: str) -> Column:
    return Column(name, multiple=True, vocabulary=vocabulary)


COLUMNS = (
    Column("id", required=True),
    Column("pivot", required=True),
    Column("nom", required=True),
    Column("commune", required=True),
    Column("code_postal", required=True),
    Column("code_insee"),
    Column("adresse", required=True),
    Column("complement_adresse"),
    Column("latitude"),
    Column("longitude"),
    _closed("typologie", "typologie"),
    Column("telephone"),
    Column("courriels", multiple=True),
    Column("site_web", multiple=True),
    Column("horaires"),
    Column("presentation_resume"),
    Column("presentation_detail"),
    Column("source"),
    _closed("itinerance", "itinerance"),
    Column("structure_parente"),
    Column("date_maj", required=True),
    _closed("services", "service"),
    _closed("publics_specifiquement_adresses", "public"),
    _closed("prise_en_charge_specifique", "prise_en_charge"),
    _closed("frais_a_charge", "frais"),
    _closed("dispositif_programmes_nationaux", "dispositif"),
    _closed("formations_labels", "formation"),
    Column("autres_formations_labels", multiple=True),
    _closed("modalites_acces", "acces"),
    _closed("modalites_accompagnement", "accompagnement"),
    Column("fiche_acces_libre"),
    Column("prise_rdv"),
)
COLUMN_NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)
# Without a true value of these there is no place, or one taken for another. The standard wants a
# « pivot » too, but no key in it: fourteen zeros do.
INDISPENSABLE = frozenset({*REQUIRED, "source"} - {"pivot"})
NUMBERS = frozenset({"latitude", "longitude"})
CLOSED_LISTS = {column.name: column.vocabulary for column in COLUMNS if column.vocabulary}

# Names of schema 0.1 and the column that took over (empty: none). Where the values went to several
# columns, ``directory.standard.legacy`` says which.
LEGACY_NAMES = {
    "courriel": "courriels",
    "conditions_acces": "frais_a_charge",
    "publics_accueillis": "publics_specifiquement_adresses",
    "labels_nationaux": "dispositif_programmes_nationaux",
    "labels_autres": "autres_formations_labels",
    "accessibilite": "fiche_acces_libre",
    "cle_ban": "",
}

# What an adapter may say of a place beyond the standard. Files of the standard never carry them:
# ``reader.read_standard`` drops the columns that it does not know.
EXTRAS = ("hours_note",)
