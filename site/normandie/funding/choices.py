"""The closed lists of a scheme: who may ask, for what, and when in the life of a place.

The legal forms are those that the Région names for its help with studies, the only scheme whose
list of applicants is public.
"""

from django.db.models import TextChoices


class Applicant(TextChoices):
    """Legal forms that may ask, as a page lists them."""

    LOCAL_AUTHORITY = "collectivite", "Collectivités, leurs groupements et syndicats mixtes"
    ASSOCIATION = "association", "Associations"
    COMPANY = "entreprise", "Entreprises"
    PUBLIC_BODY = "etablissement-public", "Établissements publics"
    UNIVERSITY = (
        "enseignement-superieur",
        "Établissements d’enseignement supérieur et de recherche",
    )
    GIP = "gip", "Groupements d’intérêt public (GIP)"
    PUBLIC_SERVICE = "service-public", "Organismes privés chargés d’une mission de service public"


class Purpose(TextChoices):
    """What one wants the money for, as one says it."""

    STUDY = "etude", "faire une étude avant d’ouvrir, ou de changer"
    EQUIPMENT = "equipement", "acheter du matériel numérique"
    INNOVATION = "innovation", "mener un projet d’innovation durable"
    TERRITORY = "territoire", "animer les lieux d’un territoire"


class Stage(TextChoices):
    """Where one stands, as one says it."""

    IDEA = "idee", "une idée, un lieu à créer"
    OPEN = "ouvert", "un lieu ouvert, sans label"
    LABELLED = "labellise", "un lieu labellisé"
    POLE = "pole", "un pôle de proximité"


class Period(TextChoices):
    """What a ceiling is for, as it follows the amount."""

    PROJECT = "projet", "par projet"
    YEAR = "an", "par an"
    INTERVENTION = "intervention", "par intervention"


class Mode(TextChoices):
    """When one may ask."""

    ALL_YEAR = "continu", "Au fil de l’eau, toute l’année"
    CALL = "appel", "Appel à projets, entre deux dates"


# How somebody says in the finder what their structure is.
WHO = {
    Applicant.LOCAL_AUTHORITY: "une collectivité, un groupement ou un syndicat mixte",
    Applicant.ASSOCIATION: "une association",
    Applicant.COMPANY: "une entreprise",
    Applicant.PUBLIC_BODY: "un établissement public",
    Applicant.UNIVERSITY: "un établissement d’enseignement supérieur ou de recherche",
    Applicant.GIP: "un groupement d’intérêt public (GIP)",
    Applicant.PUBLIC_SERVICE: "un organisme privé chargé d’une mission de service public",
}
NOBODY = "particulier"  # no structure: no scheme names it
