"""The first axes of the road map: what the Région announced of the label, for managers to discuss.

They restate the release of 10 September 2018 in words of our own; each says that it is to be
validated, until staff say otherwise.
"""

from normandie.espace.models import RoadmapAxis

SOURCE = (
    "Communiqué de la Région Normandie, «\u00a0La Région favorise l’implantation des Tiers Lieux "
    "en Normandie\u00a0», 10 septembre 2018"
)
AXES = (
    (
        "Garantir la qualité du service",
        "S’accorder sur ce que chaque lieu labellisé assure à ses usagers\u00a0: le standard "
        "auquel il s’engage.",
    ),
    (
        "Accueillir les nouvelles formes de travail",
        "Travailleurs nomades, indépendants, salariés à distance, coworkers\u00a0: les recevoir et "
        "les accompagner.",
    ),
    (
        "Écouter les résidents et développer les services",
        "Partir de ce que demandent les personnes qui viennent, et faire évoluer l’offre du lieu.",
    ),
    (
        "S’appuyer sur les ressources du territoire",
        "Travailler avec les acteurs, les savoir-faire et les lieux qui sont déjà là.",
    ),
    (
        "Faire connaître les lieux et leurs animations",
        "Portail, carte, fil des animations, communication\u00a0: les outils que la Région prend "
        "en charge pour le label, et ce qu’il y manque.",
    ),
    (
        "Animer les lieux avec de grands partenaires",
        "Faire venir dans les lieux labellisés des acteurs régionaux du numérique et du travail.",
    ),
)


def create_first_axes() -> int:
    """Create the axes where there is none at all, and return how many; safe to repeat."""
    if RoadmapAxis.objects.exists():
        return 0
    axes = [
        RoadmapAxis(title=title, text=text, source=SOURCE, order=10 * rank)
        for rank, (title, text) in enumerate(AXES, start=1)
    ]
    return len(RoadmapAxis.objects.bulk_create(axes))
