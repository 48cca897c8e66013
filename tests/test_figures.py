"""Each figure that a new site tells is somebody's: of the Région, of the law, of the site itself.

``KNOWN`` holds, by source, the words that bring them. Once these are taken out of a page, no
number is left in it, in digits, or in letters where it counts, measures or pays something: what
nobody has published is asked of the team (« à compléter »), and told nowhere.
"""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page

from normandie.editorial.first_content import read_texts
from normandie.espace.first_axes import FILE as ROAD_MAP
from normandie.home.first_pages import create_first_pages
from tests.clock import in_december_2026
from tests.directory.poles import a_pole
from tests.equipment.trying import an_experiment
from tests.factories import empty_the_site
from tests.reading import main_text, parsed, words

pytestmark = [in_december_2026, pytest.mark.django_db, pytest.mark.one_engine]

STUDIES = "Région, « Soutien à l’émergence et au développement d’EPN et de Tiers-Lieux labélisés »"
NETWORK = "Région, présentation du réseau Normandie Connectée, sans date"
CALL_OF_2021 = "Région, appel à manifestation d’intérêt « Usages numériques », 2021"
PRESS = "Région, communiqué de presse du 10 septembre 2018"
OTHERS = "Textes publics d’autres, que la page nomme"
LAW = "Lois, décrets, normes"
SITE = "Le site : ses règles, ses choix, ce qu’il mesure ou compte"

KNOWN: dict[str, tuple[str, ...]] = {
    STUDIES: (
        "50 % au plus, jusqu’à 10 000 €",
        "Taux 50 % au plus Plafond 10 000 €",
        "jusqu’à la moitié, dans la limite de 10 000 €",
        "jusqu’à la moitié d’une étude , dans la limite de 10 000 €",
        # What half comes to, and the ceiling.
        "Moitié du coût Aide maximale",
        "8 000 € Moitié du coût : 4 000 € Aide maximale : 4 000 €",
        "14 000 € Moitié du coût : 7 000 € Aide maximale : 7 000 €",
        "30 000 € Moitié du coût : 15 000 € Aide maximale : 10 000 € (plafond)",
    ),
    NETWORK: (
        "2002 Début de la politique régionale de médiation numérique",
        "Depuis 2002, une politique régionale de médiation numérique",
        "Plus de vingt ans d’histoire",
        "La Région lui donne cinq buts",
        "jusqu’à 35 000 € par an",
        "Jusqu’à 35 000 € par an",
        "Plafond 35 000 €",
        "Innovante et Durable » : jusqu’à 30 000 €",
        "dans l’innovation durable, jusqu’à 30 000 €",
        "Jusqu’à 30 000 €, taux non publié",
        "Plafond 30 000 €",
        "10 000 € par an pour un pôle de proximité",
        "10 000 € par an pour animer les lieux d’un territoire",
        "pôles de proximité : 10 000 € par an",
        "pôles de proximité (10 000 € par an)",
        "10 000 € par an, taux non publié",
        "Montant annoncé 10 000 €",
    ),
    CALL_OF_2021: (
        "Usages numériques (2021)",
        "« Usages numériques », 2021",
        "Printemps 2021 L’appel à manifestation d’intérêt",
        "En 2021, la Région a recensé",
        "Du 29 mars au 28 mai 2021",
        "clos depuis le vendredi 28 mai 2021 à minuit",
        "Ouverture de l’appel terminé Le 29 mars 2021",
        "Date limite pour répondre terminé Le 28 mai 2021",
        "Lecture des réponses et échanges terminé Juin 2021",
        "Retour prévu à chacun terminé Début juillet 2021",
    ),
    PRESS: (
        "2016 La Région lance une expérimentation",
        "Octobre 2017 La Région adopte sa stratégie numérique",
        "10 septembre 2018",
        "septembre 2018",
        "Archives : le label en 2018",
        "Services numériques innovants (2018)",
        "En 2018, du matériel",
        "En 2018, ce dispositif complétait",
        "en 2018, la Région Normandie payait la moitié du matériel",
        "Dispositif d’hier Taux 50 % Plafond Plafond non publié",
        "50 %, plafond non publié",
        "s’est engagé sur trois points",
        "Septembre 2018 Dix-sept lieux ont adhéré au label",
        "La Région vise alors cinquante tiers-lieux labellisés d’ici 2021",
        "Dix-sept lieux y avaient adhéré",
        "la Région visait cinquante tiers-lieux labellisés d’ici 2021",
        "17 lieux ayant adhéré au label",
        "sur un objectif de 50 d’ici 2021",
    ),
    OTHERS: (
        # aides.normandie.fr, « Fabrique d’initiatives »; an article on the plaque of Alençon; one
        # on the forum of Trouville.
        "En décembre naît le « Réseau des espaces ressources pour le numérique en Normandie »",
        "Octobre 2022 Le nom « Normandie Connectée » figure sur les plaques",
        "pour 2022, un article sur la plaque remise à Alençon",
        "Une rencontre organisée à Trouville en avril 2018",
        "17,6 % de non-internautes estimés en Normandie d’après l’âge (20,5 % d’après le niveau "
        "d’études), contre 16 % en France Mars 2017. Source : enquête Capacity, GIS Marsouin, "
        "citée par la Région en 2021",
        "En 2021, 15,4 % des personnes de 15 ans ou plus étaient dans ce cas en France",
        "15,4 % des personnes de 15 ans ou plus en situation d’illectronisme en France 2021",
        "Insee Première n° 1953, juin 2023",
        "Agence nationale de la cohésion des territoires (ANCT), août 2024",
        "(CGET), mission coworking, 2019",
        "code officiel géographique 2026",
        "Admin Express 2018",
        "(RGESN), publié par l’État en mai 2024",
    ),
    LAW: (
        "subventions de plus de 23 000 €",
        "conventions de plus de 23 000 € par an (décret n° 2017-779 du 5 mai 2017)",
        "article 47 de la loi n° 2005-102 du 11 février 2005",
        "décret n° 2019-768 du 24 juillet 2019, article 4",
        "loi n° 2004-575 du 21 juin 2004",
        "décret n° 2016-151 du 11 février 2016",
        "articles L. 1222-9 à L. 1222-11 du Code du travail",
        "article L. 1222-9",
        "article L. 1222-10",
        "article L. 1222-11",
        "article 6, paragraphe 1, point e, du règlement européen",
        "La Région répond en principe sous un mois",  # the same rules, article 12
        "Défenseur des droits Libre réponse 71120 75342 Paris CEDEX 07",
        "3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07",
        "(RGAA), version 4.1.2",
        "(critère 8.2)",
        "(critère 11.1)",
        "(critère 7.1)",
        "WCAG 2.2",
        "Licence Ouverte 2.0",
        "version 1.0.2 du standard national",
        "norme RFC 7946",
        "l’API v2 d’OpenAgenda",
        "UTF-8",
        "WGS84",
        "HTML5",
        "impression 3D",
        "imprimante 3D",
        "une pièce en 3D",
    ),
    SITE: (
        "1er décembre 2026",  # the day of the test
        "(novembre 2026)",  # when what the Région publishes was read
        "Question 1 sur 3",
        "Trois questions, et trois lieux",
        "trois questions, puis trois lieux",
        "il vous montre trois lieux",
        "Trois tiers-lieux au plus",
        "Les lieux à moins de 20 km de Caen",
        "jusqu’à 50 km à la ronde",
        "Le seuil de 15 km est un choix de cette page",
        "au moins une fois dans les 5 semaines à venir",
        "annoncé ici dans les deux semaines",
        "Ceux de 2026 seront arrêtés en janvier",
        "Les 0 lieux de l’annuaire",
        "Les 32 colonnes, dans l’ordre",
        "quatorze zéros s’il est inconnu",
        "Présentation en 280 caractères au plus",
        "De 20 à 2000 caractères",
        "Par exemple : gratuit, 5 € la séance",
        "il annonce les 50 prochaines dates",
        "Demandez jusqu’à 300 événements",
        "1. Choisissez les",
        "2. Copiez ces lignes",
        "3. Ce que verront vos visiteurs",
        *(f"{what} {rank}" for rank in (1, 2, 3) for what in ("Dépense", "Montant")),
        "en 50 et 150 mots",
        "En 50 mots",
        "En 150 mots",
        "« Source : annuaire Normandie Connectée, données du 22 novembre 2026 »",
        "Deux projets possibles, parfois un seul lieu",
        # What one may propose to an employer.
        "Un ou deux jours par semaine pendant quelques mois",
        "Deux ou trois jours par semaine",
        "Repérez deux ou trois lieux",
        # How long it keeps what, and answers: ``docs/retention.md``.
        "Vous recevez une réponse en sept jours au plus",
        "vous répondre sous sept jours",
        "sept jours si vous ne confirmez pas",
        "sept jours si vous ne confirmez pas, un an au plus",
        "Durée : un an au plus",
        "Durée : un an après la réponse, trois ans au plus",
        "Durée : un an ; sept jours si vous ne confirmez pas",
        "Durée : un an ; l’événement publié reste",
        "un an après la fin du prêt ou la panne ; le reste, cinq ans",
        "un an après la fin de l’expérimentation",
        "le bilan, cinq ans",
        "un an après le dernier changement",
        "cinq ans ; un an si l’équipe les masque",
        "deux ans, sauf nouvel accord",
        "Elles sont effacées un an après votre envoi",
        "(un an au plus)",
        "un an pour le journal des comptes",
        "six mois sans modification pour un brouillon",
        "deux semaines après la date",
        "trente jours après au plus tard",
        "(deux semaines au plus)",
        "les signalements au bout d’un an",
        "arrondie à une dizaine de mètres",
        # What it weighs and costs, and for whom: ``docs/performance.md``.
        "pèse moins de 30 ko",
        "quelques milliers de caractères chacun",
        "un écran de 320 pixels de large",
        "de moins du double de celui d’une page vide (mesuré le 22 novembre 2026)",
    ),
}

# The days of which the site itself tells that it wrote, or read, something.
OWN_DAYS = re.compile(r"(?:mis à jour le|relevée?s? (?:le|en)) [\w ]{5,12} 20\d\d", re.IGNORECASE)
UNITS = (
    "ans?|années?|mois|semaines?|jours?|heures?|euros?|lieux|tiers-lieux|espaces|pôles|labels"
    "|communes|habitants|personnes|structures|partenaires|projets|buts|points|axes|postes"
)
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
FIGURE = re.compile(
    r"\d[\d ,.]*"
    r"|\b(?:onze|douze|treize|quatorze|quinze|seize|dix|vingt|trente|quarante|cinquante|soixante"
    r"|cents?|mille|millions?|milliards?|dizaines?|douzaine|quinzaine|vingtaine|trentaine"
    r"|quarantaine|cinquantaine|centaines?|milliers?|moitié|quart|double|triple)\b"
    rf"|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf) (?:{UNITS})\b"
    rf"|\bun (?:an|mois)\b|\b(?:{MONTHS})\b",
    re.IGNORECASE,
)


def said_by(response: HttpResponse) -> str:
    """Return what a page says, its description included; not what its lists let one choose."""
    page = parsed(response)
    for each in page.select("option, pre, code, textarea"):
        each.decompose()
    described = [each["content"] for each in page.select("meta[name=description]")]
    return plain(" ".join([*described, words(page.body)]))


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def addresses() -> list[str]:
    """Return those that a new site gives to search engines: its pages, and what is below them."""
    pages = Page.objects.live().filter(depth__gt=1).specific()
    found = [each["location"] for page in pages for each in page.get_sitemap_urls()]
    return [address.removeprefix("http://localhost") or "/" for address in found]


def figures_of_nobody(text: str, found: set[str]) -> list[str]:
    """Return each figure of *text* that ``KNOWN`` does not bring, with the words around it.

    The words of ``KNOWN`` that are in *text* are added to *found*.
    """
    text = OWN_DAYS.sub("…", text)
    known = {phrase for phrases in KNOWN.values() for phrase in phrases if phrase in text}
    found |= known
    for phrase in sorted(known, key=len, reverse=True):
        text = text.replace(phrase, "…")
    return [text[max(0, at.start() - 40) : at.end() + 30] for at in FIGURE.finditer(text)]


@pytest.fixture(scope="module")
def new_site(made_once: Callable) -> None:
    made_once(empty_the_site)
    made_once(lambda: create_first_pages("http://localhost"))


def test_a_new_site_tells_no_figure_that_is_nobody_s(client: Client, new_site: None) -> None:
    told = {address: said_by(client.get(address)) for address in addresses()}
    axes = settings.REGION.read(ROAD_MAP)["axes"]
    told |= {f"{ROAD_MAP}, {axis['title']}": plain(axis["text"]) for axis in axes}
    found: set[str] = set()

    wrong = {
        where: figures
        for where, text in told.items()
        if (figures := figures_of_nobody(text, found))
    }

    assert wrong == {}
    assert told.keys() >= {f"/{text.path}/" for text in read_texts()}
    # What no page says any more is of no use here.
    assert {phrase for phrases in KNOWN.values() for phrase in phrases} == found


INVENTED = (
    "Le réseau compte 143 EPN",
    "Le label dure trois ans",
    "un taux de 80 %",
    "jusqu’à 35 000 € pour une étude, jusqu’à 30 000 € pour un lieu",
    "une quarantaine de pôles",
    "le comité se réunit en mars",
)


def test_a_new_figure_is_told() -> None:
    assert [text for text in INVENTED if not figures_of_nobody(text, set())] == []


# What says whose words a page tells, with a day.
SOURCE = re.compile(rf"Sources? : .{{5,250}}? (?:{MONTHS}) 20\d\d")
SOURCED = (
    "/aides/",
    "/label/cahier-des-charges/",
    "/label/registre/",
    "/reseau/couverture/",
    "/reseau/experimentations/",
    "/reseau/materiel/",
    "/reseau/panorama/",
    "/reseau/poles/",
)


def test_pages_about_the_network_say_their_source_and_its_day(
    client: Client, new_site: None
) -> None:
    schemes = [
        address for address in addresses() if re.fullmatch(r"/aides/(?!subv)[^/]+/", address)
    ]
    made = [page.get_url() for page in (a_pole(), an_experiment())]

    unsourced = [
        address
        for address in (*SOURCED, *schemes, *made)
        if not SOURCE.search(plain(main_text(client.get(address))))
    ]

    assert len(schemes) > 5
    assert unsourced == []
