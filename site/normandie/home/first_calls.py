"""« /appels/ » of a new site, with the archive of the first call, that of 2021.

What is known of that call is its printed text: no name nor phone of the people of that time is
taken over, and neither its form nor its results, which it does not hold.
"""

import logging
from datetime import date, datetime
from zoneinfo import ZoneInfo

from wagtail.models import Page

from ami.models import CallPage, CallPhase, CallsPage

logger = logging.getLogger(__name__)

SLUG = "appels"
PARIS = ZoneInfo("Europe/Paris")
CALLS = {
    "title": "Les appels de la Région",
    "slug": SLUG,
    "show_in_menus": True,
    "intro": "De temps en temps, la Région appelle les acteurs du territoire à se faire connaître "
    "ou à proposer un projet.",
    "search_description": "Appels à projets et à manifestation d’intérêt du réseau Normandie "
    "Connectée\u00a0: ouverts, à venir et passés.",
    "explanation": """<h2>Deux sortes d’appels</h2>
<ul>
<li><b>L’appel à manifestation d’intérêt (AMI)</b> demande\u00a0: «\u00a0Avez-vous une idée, un
projet, un besoin\u00a0?\u00a0» La Région recense les réponses pour mieux vous accompagner.</li>
<li><b>L’appel à projets</b> propose un financement. Les dossiers sont étudiés selon des règles
annoncées, entre deux dates.</li>
</ul>
<p>Certaines aides n’attendent pas d’appel\u00a0: elles se demandent toute l’année.</p>""",
}
CALL_OF_2021 = {
    "title": "Usages numériques (2021)",
    "slug": "usages-numeriques-2021",
    "kind": "ami",
    "summary": "En 2021, la Région a recensé les projets et les besoins d’usages numériques de "
    "chaque territoire. Cet appel est clos\u00a0; en voici l’essentiel.",
    "presentation": """<p>La crise sanitaire avait montré combien le numérique comptait pour
travailler, étudier, se soigner, et combien d’habitants en restaient éloignés. La Région voulait
connaître les projets et les besoins de chaque territoire, publics ou privés, et vérifier que son
aide leur convenait encore.</p>
<p>Cet appel ne sélectionnait personne, et il n’était pas obligatoire d’y répondre. Une rencontre
pouvait être proposée pour compléter une réponse. Selon les projets, il pouvait mener à un
accompagnement, à l’étude d’une demande d’aide, à des fonds européens ou à un coup de pouce pour se
faire connaître.</p>""",
    "objectives": """<ul>
<li>Accompagner les territoires dans leur transformation numérique, selon leurs besoins.</li>
<li>Soutenir les projets qui suivent la stratégie numérique régionale.</li>
<li>Repérer les projets qui naissent, et faire évoluer les aides de la Région.</li>
</ul>""",
    "eligibility": """<p>Les collectivités, les associations, les entreprises, avec un ou plusieurs
projets. Les particuliers ne pouvaient pas répondre en leur nom.</p>
<p>Espaces publics numériques, tiers-lieux, inclusion numérique, fablabs, coworking, télétravail,
innovation et animation numériques\u00a0: la liste restait ouverte. Les projets menés à plusieurs et
bien ancrés dans leur territoire retenaient l’attention.</p>""",
    "opens_at": datetime(2021, 3, 29, tzinfo=PARIS),
    "closes_at": datetime(2021, 5, 29, tzinfo=PARIS),  # the last day was the 28th, to its end
    "grace": 0,
    "minutes_needed": 0,
    "service_name": "Direction de l’Aménagement Numérique",
}
PHASES_OF_2021 = (  # title, first day, last day, dates in words
    ("Ouverture de l’appel", date(2021, 3, 29), None, ""),
    ("Date limite pour répondre", date(2021, 5, 28), None, ""),
    ("Lecture des réponses et échanges", date(2021, 6, 1), date(2021, 6, 30), "Juin 2021"),
    ("Retour prévu à chacun", date(2021, 7, 1), None, "Début juillet 2021"),
)


def create_calls(home: Page) -> CallsPage | None:
    """Create the page of the calls and the archive of 2021 where there are none; safe to repeat.

    A page of another type that holds the address is left as it is: the log says so.
    """
    calls: CallsPage | None = CallsPage.objects.first()
    if calls is not None:
        return calls
    if home.get_children().filter(slug=SLUG).exists():
        logger.warning("calls: another page is at /%s/, no page of calls is created", SLUG)
        return None
    calls = home.add_child(instance=CallsPage(**CALLS))
    archive = CallPage(**CALL_OF_2021)
    archive.phases = [
        CallPhase(title=title, starts_on=first, ends_on=last, dates_in_words=words)
        for title, first, last, words in PHASES_OF_2021
    ]
    calls.add_child(instance=archive)
    return calls
