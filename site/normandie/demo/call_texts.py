"""What the example call and its files say. Nothing of it is true."""

from typing import Any

from django.conf import settings

from core.text.french import uncapitalised

TOWN = settings.REGION.towns[0]
CALL: dict[str, Any] = {
    "title": "Usages numériques (exemple)",
    "slug": "usages-numeriques-exemple",
    "kind": "ami",
    "summary": "Appel inventé pour la démonstration\u00a0: dites vos projets et vos besoins "
    "d’usages numériques, la Région voit comment les accompagner.",
    "presentation": "<p>Exemple\u00a0: la Région recense les projets qui aident les habitants et "
    "les professionnels à se servir du numérique. Personne n’est sélectionné ni écarté.</p>",
    "objectives": "<ul><li>Connaître les besoins de chaque territoire.</li>"
    "<li>Accompagner les projets qui naissent.</li><li>Faire évoluer les aides.</li></ul>",
    "eligibility": "<p>Les collectivités, les associations, les entreprises et les établissements "
    "publics. Les particuliers ne répondent pas en leur nom.</p>",
    "service_name": "Service d’exemple",
    "service_address": f"1 rue de l’Exemple, {TOWN.postcode} {TOWN.name}",
    "service_email": "appels@exemple.fr",
    "service_phone": "+33261910000",
}
ANSWERED_CALL = CALL | {
    "title": "Usages numériques, édition d’avant (exemple)",
    "slug": "usages-numeriques-avant-exemple",
    "results": "<p>Exemple\u00a0: neuf dossiers reçus, sept orientés vers une ou plusieurs suites, "
    "deux vers un autre interlocuteur.</p>",
}
SERVED_CALL = CALL | {
    "title": "Usages numériques, ancienne édition (exemple)",
    "slug": "usages-numeriques-ancien-exemple",
    "results": "<p>Exemple\u00a0: trois dossiers reçus, tous orientés.</p>",
}
# What silence is worth is for the legal service of the Région to say: « rejet » stands for it.
LABEL_CALL: dict[str, Any] = {
    **{name: CALL[name] for name in CALL if name.startswith("service_")},
    "kind": "label",
    "summary": "Demande inventée pour la démonstration\u00a0: répondez aux critères un par un, "
    "dites ce qui le montre, et suivez la demande jusqu’à la décision.",
    "presentation": "<p>Exemple\u00a0: les critères, la durée du label et le comité restent à "
    "valider par la Région.</p>",
    "eligibility": "<p>La structure qui tient le lieu, publique ou privée.</p>",
    "silence": "rejet",
    "minutes_needed": 30,
}
FAQ = (
    (
        "Faut-il un projet déjà prêt\u00a0?",
        "<p>Non\u00a0: une idée suffit. Dites où vous en êtes, le service en tiendra compte.</p>",
    ),
    (
        "Est-ce une demande de subvention\u00a0?",
        "<p>Non. Selon votre projet, le service vous dira vers quelle aide vous tourner.</p>",
    ),
)
STRUCTURES = (
    ("Les Passeurs du clic", "association"),
    ("Commune de Valclair", "commune"),
    ("Communauté de communes des Trois Haies", "epci"),
    ("Atelier du Vieux Pressoir", "association"),
    ("Coopérative Les Établis", "ess"),
    ("Bureaux du Môle", "entreprise"),
    ("Médiathèque des Hauts Prés", "collectivite"),
    ("Centre social La Passerelle", "association"),
    ("Commune de Grandlieu-le-Vieux", "commune"),
    ("Fabrique de la Falaise", "association"),
    ("Office du pays d’Avelin", "etablissement-public"),
    ("Le Fil et la Puce", "independant"),
    ("Syndicat mixte du Bocage bleu", "collectivite"),
    ("Ludothèque Mille Bornes", "association"),
    ("Pixels et Pommiers", "entreprise"),
    ("Foyer rural de Saint-Amand", "association"),
    ("Communauté urbaine de Port-Neuf", "epci"),
    ("Ressourcerie du Canal", "ess"),
    ("Commune de Mesnil-le-Haut", "commune"),
    ("Club informatique des Marais", "association"),
)


def _project(
    title: str, themes: str, audiences: str, maturity: str, needs: str, budget: str = ""
) -> dict[str, Any]:
    return {
        "titre": title,
        "themes": themes.split(),
        "publics": audiences.split(),
        "maturite": maturity,
        "description": f"Exemple\u00a0: {uncapitalised(title)}, avec les habitants et les "
        "associations du territoire.",
        "budget": budget,
        "besoins": needs.split(),
        "animation": "Une conseillère numérique",
    }


PROJECTS = (
    _project("Un atelier mobile de bourg en bourg", "inclusion", "habitants", "idee", "ingenierie"),
    _project(
        "Ouvrir un espace public numérique",
        "epn inclusion",
        "habitants seniors",
        "etude",
        "financement materiel",
        "24 000",
    ),
    _project(
        "Des postes à partager à la gare", "coworking", "professionnels", "pret", "visibilite"
    ),
    _project(
        "Un fablab pour les collèges", "fablab", "jeunes", "etude", "materiel formation", "38 500"
    ),
    _project("Former les agents d’accueil", "inclusion", "agents", "pret", "formation"),
    _project(
        "Télétravailler près de chez soi",
        "teletravail coworking",
        "professionnels",
        "en-cours",
        "partenaires",
        "12 000",
    ),
    _project("Des soirées jeux et numérique", "animation", "jeunes", "en-cours", "visibilite"),
    _project(
        "Réparer et prêter des ordinateurs",
        "innovation inclusion",
        "personnes-eloignees",
        "pret",
        "materiel",
        "8 500",
    ),
    _project("Aider les associations à s’équiper", "autre", "associations", "idee", "ingenierie"),
    _project(
        "Un tiers-lieu dans l’ancienne école",
        "tiers-lieu",
        "habitants professionnels",
        "etude",
        "ingenierie financement",
        "180 000",
    ),
    _project("Chercher un emploi ensemble", "epn", "demandeurs-emploi", "en-cours", "partenaires"),
)
