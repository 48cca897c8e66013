"""Files of schema 0.1.x, brought to the names and values of v1.0.

No official table says which new value follows which old one; these are our choices. They lean on
the nearest new value that remains true, and keep as free text what has no successor.
"""

from collections.abc import Mapping

from .fields import COLUMN_NAMES, EXTRAS, LEGACY_NAMES, LEGACY_SEPARATOR, SEPARATOR

Place = tuple[str, str] | None  # column and value; None: the new standard says it by silence

_SKILLS = ("services", "Maîtrise des outils numériques du quotidien")
_PAPERWORK = ("services", "Aide aux démarches administratives")
_WORK = ("services", "Insertion professionnelle via le numérique")
_EQUIPMENT = ("services", "Accès internet et matériel informatique")
_CULTURE = ("services", "Compréhension du monde numérique")
_ONE_TO_ONE = ("modalites_accompagnement", "Accompagnement individuel")
_CONDITIONS = ("frais_a_charge", "Gratuit sous condition")
_CAF = ("dispositif_programmes_nationaux", "Point d'accès numérique CAF")
_SCHOOL = ("dispositif_programmes_nationaux", "Grande école du numérique")

# By column of the file: what becomes of the values that changed.
SUCCESSORS: dict[str, dict[str, Place]] = {
    "services": {
        "Accéder à du matériel": _EQUIPMENT,
        "Accéder à une connexion internet": _EQUIPMENT,
        "Accompagner les démarches de santé": _PAPERWORK,
        "Approfondir ma culture numérique": _CULTURE,
        "Créer avec le numérique": ("services", "Loisirs et créations numériques"),
        "Créer et développer mon entreprise": _WORK,
        "Devenir autonome dans les démarches administratives": _PAPERWORK,
        "Favoriser mon insertion professionnelle": _WORK,
        "Prendre en main un ordinateur": _SKILLS,
        "Prendre en main un smartphone ou une tablette": _SKILLS,
        "Promouvoir la citoyenneté numérique": _CULTURE,
        "Réaliser des démarches administratives avec un accompagnement": _PAPERWORK,
        "S'équiper en matériel informatique": (
            "services",
            "Acquisition de matériel informatique à prix solidaire",
        ),
        "Utiliser le numérique au quotidien": _SKILLS,
        "Soutenir la parentalité et l'éducation avec le numérique": (
            "services",
            "Parentalité et éducation avec le numérique",
        ),
    },
    "modalites_accompagnement": {
        "Seul": ("modalites_accompagnement", "En autonomie"),
        "Avec de l'aide": _ONE_TO_ONE,
        "Dans un atelier": ("modalites_accompagnement", "Dans un atelier collectif"),
        "A ma place": _ONE_TO_ONE,
    },
    "conditions_acces": {
        "Gratuit": ("frais_a_charge", "Gratuit"),
        "Gratuit sous condition": _CONDITIONS,
        "Payant": ("frais_a_charge", "Payant"),
        "Adhésion": _CONDITIONS,
        "Accepte le Pass numérique": _CONDITIONS,
    },
    "publics_accueillis": {
        "Adultes": None,
        "Familles/enfants": ("publics_specifiquement_adresses", "Familles et/ou enfants"),
        "Jeunes (16-26 ans)": ("publics_specifiquement_adresses", "Jeunes"),
        "Seniors (+ 65 ans)": ("publics_specifiquement_adresses", "Seniors"),
        "Uniquement femmes": ("publics_specifiquement_adresses", "Femmes"),
        "Surdité": ("prise_en_charge_specifique", "Surdité"),
        "Déficience visuelle": ("prise_en_charge_specifique", "Déficience visuelle"),
        "Handicaps mentaux": ("prise_en_charge_specifique", "Handicaps mentaux"),
        "Handicaps psychiques": ("prise_en_charge_specifique", "Handicaps mentaux"),
        "Personnes en situation d'illettrisme": ("prise_en_charge_specifique", "Illettrisme"),
        "Public langues étrangères": (
            "prise_en_charge_specifique",
            "Langues étrangères (autres)",
        ),
    },
    "labels_nationaux": {
        "CNFS": ("dispositif_programmes_nationaux", "Conseillers numériques"),
        "Grandes écoles du numérique": _SCHOOL,
        "Point relais CAF": _CAF,
        "Point numérique CAF": _CAF,
        "Fabriques de Territoire": ("formations_labels", "Fabriques de Territoire"),
        "APTIC": ("autres_formations_labels", "APTIC"),
        "Relais pôle emploi": ("autres_formations_labels", "Relais pôle emploi"),
        "French Tech": ("autres_formations_labels", "French Tech"),
        "Campus connecté": ("autres_formations_labels", "Campus connecté"),
    },
}
FREE_LISTS = {"courriels", "site_web", "autres_formations_labels"}


def modernise(row: Mapping[str, str]) -> dict[str, str]:
    """Return *row* under the columns of v1.0 (and our extras), dropping those unknown to it.

    A row with any old column name is an old one: its free lists are then split on « ; » as well.
    """
    modern = {name: row[name] for name in (*COLUMN_NAMES, *EXTRAS) if name in row}
    for old_name, name in LEGACY_NAMES.items():
        if name and old_name in row and old_name not in SUCCESSORS:
            _add(modern, name, row[old_name])
    for origin, table in SUCCESSORS.items():
        if origin in row:
            _renew(modern, origin, row[origin], table)
    if any(name in row for name in LEGACY_NAMES):
        for name in modern.keys() & FREE_LISTS:
            modern[name] = modern[name].replace(LEGACY_SEPARATOR, SEPARATOR)
    return modern


def _renew(modern: dict[str, str], origin: str, value: str, table: Mapping[str, Place]) -> None:
    """Put each item of *value* in the column that holds it now; unknown ones wait for a check."""
    modern.pop(origin, None)
    for item in value.replace(LEGACY_SEPARATOR, SEPARATOR).split(SEPARATOR):
        # The old values carry an explanation after a colon, that files write or leave out.
        wording = item.replace("’", "'").split(" : ", 1)[0].strip()
        successor = table.get(wording, (LEGACY_NAMES.get(origin, origin), item))
        if successor:
            _add(modern, *successor)


def _add(modern: dict[str, str], name: str, value: str) -> None:
    held = modern.get(name, "")
    modern[name] = f"{held}{SEPARATOR}{value}" if held else value
