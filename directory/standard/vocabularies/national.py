"""The nine closed lists of the standard. Codes are its exact strings, to the last apostrophe."""

from .entry import Entry


def _official(code: str, plain_label: str, region: str = "") -> Entry:
    """An entry whose label is its code, with the typography of a page."""
    label = code.replace("'", "’").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return Entry(code, label, plain_label, region)


SERVICES = (
    _official("Aide aux démarches administratives", "Faire une démarche administrative en ligne"),
    _official(
        "Maîtrise des outils numériques du quotidien",
        "Apprendre à se servir d’un ordinateur ou d’un téléphone",
    ),
    _official("Insertion professionnelle via le numérique", "Chercher un emploi ou une formation"),
    _official("Utilisation sécurisée du numérique", "Éviter les arnaques et protéger ses données"),
    _official(
        "Parentalité et éducation avec le numérique",
        "Suivre la scolarité de ses enfants et parler des écrans",
    ),
    _official(
        "Loisirs et créations numériques", "Créer et se divertir : photo, vidéo, jeux, fabrication"
    ),
    _official("Compréhension du monde numérique", "Comprendre internet et les réseaux sociaux"),
    _official(
        "Accès internet et matériel informatique",
        "Utiliser un ordinateur, une imprimante ou internet",
    ),
    _official(
        "Acquisition de matériel informatique à prix solidaire",
        "Acheter un ordinateur ou un téléphone à petit prix",
    ),
)
AUDIENCES = (
    _official("Jeunes", "Jeunes"),
    _official("Étudiants", "Étudiants"),
    _official("Familles et/ou enfants", "Familles et enfants"),
    _official("Seniors", "Personnes âgées"),
    _official("Femmes", "Femmes"),
)
CARE = (
    _official("Surdité", "Personnes sourdes ou malentendantes"),
    _official("Handicaps moteurs", "Personnes qui se déplacent difficilement"),
    _official("Handicaps mentaux", "Personnes en situation de handicap mental"),
    _official("Illettrisme", "Personnes qui lisent ou écrivent difficilement"),
    _official("Langues étrangères (anglais)", "Accueil en anglais"),
    _official("Langues étrangères (autres)", "Accueil dans une autre langue étrangère"),
    _official("Déficience visuelle", "Personnes aveugles ou malvoyantes"),
)
FEES = (
    _official("Gratuit", "Gratuit"),
    _official("Gratuit sous condition", "Gratuit sous conditions (âge, revenus, adhésion…)"),
    _official("Payant", "Payant"),
)
PROGRAMMES = (
    _official("Aidants Connect", "Un aidant habilité peut agir en votre nom (Aidants Connect)"),
    _official("Bibliothèques numérique de référence", "Bibliothèque numérique de référence"),
    _official("Certification PIX", "Passer la certification Pix"),
    _official("Conseillers numériques", "Un conseiller numérique vous accompagne"),
    _official("Emmaüs Connect", "Emmaüs Connect"),
    _official("France Services", "France services"),
    _official("Grande école du numérique", "Grande école du numérique"),
    _official("La Croix Rouge", "Croix-Rouge française"),
    _official("Point d'accès numérique CAF", "Point numérique des allocations familiales (CAF)"),
    _official(
        "Promeneurs du net", "Promeneurs du net : des professionnels en ligne pour les jeunes"
    ),
    _official("Relais numérique (Emmaüs Connect)", "Relais numérique d’Emmaüs Connect"),
)
TRAININGS = (
    _official("Formé à « Mon Espace Santé »", "Aide à utiliser Mon espace santé"),
    _official("Formé à « DUPLEX » (illettrisme)", "Équipe formée à l’accueil face à l’illettrisme"),
    _official("Arnia/MedNum BFC (Bourgogne-Franche-Comté)", "", "Bourgogne-Franche-Comté"),
    _official(
        "Collectif ressources et acteurs réemploi (Normandie)", "Réemploi en Normandie", "Normandie"
    ),
    _official("Étapes numériques (La Poste)", "Étape numérique de La Poste"),
    _official("Fabriques de Territoire", "Fabrique de territoire"),
    _official("Les Éclaireurs du numérique (Drôme)", "", "Auvergne-Rhône-Alpes"),
    _official("Mes Papiers (Métropole de Lyon)", "", "Auvergne-Rhône-Alpes"),
    _official("ORDI 3.0", "Ordinateurs remis en état (ORDI 3.0)"),
    _official("SUD LABS (PACA)", "", "Provence-Alpes-Côte d’Azur"),
)
ACCESS = (
    _official("Se présenter", "Venir sans rendez-vous"),
    _official("Téléphoner", "Téléphoner"),
    _official("Contacter par mail", "Écrire un courriel"),
    _official("Prendre un RDV en ligne", "Prendre rendez-vous en ligne"),
    _official("Ce lieu n'accueille pas de public", "N’accueille pas de public"),
    _official(
        "Envoyer un mail avec une fiche de prescription",
        "Être orienté par un professionnel (fiche de prescription)",
    ),
)
SUPPORT = (
    _official("En autonomie", "Seul, avec le matériel du lieu"),
    _official("Accompagnement individuel", "Avec quelqu’un, en tête à tête"),
    _official("Dans un atelier collectif", "En groupe, dans un atelier"),
    _official("À distance", "À distance, par téléphone ou en visioconférence"),
)
MOBILITY = (
    _official("Itinérant", "Lieu qui se déplace"),
    _official("Fixe", "Lieu fixe"),
)

NATIONAL: dict[str, tuple[Entry, ...]] = {
    "service": SERVICES,
    "public": AUDIENCES,
    "prise_en_charge": CARE,
    "frais": FEES,
    "acces": ACCESS,
    "accompagnement": SUPPORT,
    "itinerance": MOBILITY,
    "dispositif": PROGRAMMES,
    "formation": TRAININGS,
}
