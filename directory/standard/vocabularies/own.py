"""The lists that the standard does not have: kinds of place, equipment, coworking offer."""

from .entry import Entry

# Codes: ``directory.models.Kind``.
KINDS = (
    Entry(
        "epn",
        "Espace public numérique (EPN)",
        "Espace public numérique : se faire aider, apprendre",
    ),
    Entry("tiers-lieu", "Tiers-lieu", "Tiers-lieu : travailler, fabriquer, se rencontrer"),
    Entry("pole", "Pôle de proximité", "Pôle de proximité : anime les lieux d’un territoire"),
    Entry("aide", "Autre lieu d’aide numérique"),
)
EQUIPMENT = (
    Entry("ordinateurs", "Ordinateurs en libre accès"),
    Entry("tablettes", "Tablettes"),
    Entry("wifi", "Wifi", "Wifi (internet sans fil)"),
    Entry("imprimante", "Imprimante"),
    Entry("scanner", "Scanner", "Scanner (numériser un papier)"),
    Entry("copieur", "Photocopieur"),
    Entry("poste-adapte", "Poste informatique adapté", "Poste adapté aux handicaps"),
    Entry("borne-de-recharge", "Borne de recharge", "Recharge de téléphones et d’appareils"),
    Entry("visioconference", "Visioconférence", "Équipement de visioconférence"),
    Entry("videoprojecteur", "Vidéoprojecteur ou grand écran"),
    Entry("casque-vr", "Casque de réalité virtuelle"),
    Entry("studio", "Studio son ou vidéo", "Studio d’enregistrement (son, vidéo)"),
    Entry("imprimante-3d", "Imprimante 3D", "Imprimante 3D (fabriquer un objet)"),
    Entry("decoupe-laser", "Découpe laser"),
    Entry("decoupe-vinyle", "Découpe vinyle"),
    Entry("fraiseuse", "Fraiseuse numérique"),
    Entry("brodeuse", "Machine à coudre ou brodeuse numérique"),
    Entry("electronique", "Atelier d’électronique", "Électronique : souder, réparer, programmer"),
)
COWORKING = (
    Entry("poste-nomade", "Poste nomade", "Une place libre dans un espace partagé"),
    Entry("poste-fixe", "Poste fixe", "Un bureau à soi dans un espace partagé"),
    Entry("bureau-ferme", "Bureau fermé"),
    Entry("salle-de-reunion", "Salle de réunion"),
    Entry("fibre", "Fibre", "Internet par la fibre"),
    Entry("acces-24h", "Accès 24 h/24", "Accès jour et nuit"),
    Entry("cabine-telephonique", "Cabine téléphonique", "Cabine pour téléphoner au calme"),
    Entry("visioconference", "Visioconférence", "Salle équipée pour la visioconférence"),
    Entry("imprimante", "Imprimante"),
    Entry("cuisine", "Cuisine", "Cuisine ou coin repas"),
    Entry("stationnement", "Stationnement", "Stationnement sur place ou à proximité"),
    Entry("velos", "Abri à vélos"),
    Entry("casiers", "Casiers", "Casiers fermant à clé"),
    Entry("journee-d-essai", "Journée d’essai", "Essai d’une demi-journée ou d’une journée"),
    Entry("domiciliation", "Domiciliation", "Domiciliation d’entreprise"),
    Entry("animations", "Animations", "Rencontres et animations"),
)

OWN: dict[str, tuple[Entry, ...]] = {
    "type": KINDS,
    "equipement": EQUIPMENT,
    "coworking": COWORKING,
}
