"""The pages that a site cannot do without, in the place of Wagtail's « Welcome »."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Site

from ami.models import CallPage, CallPhase, CallsPage
from directory.coverage.first_page import create_coverage
from directory.models import DirectoryPage, PoleIndexPage, RegisterPage, RequirementsPage
from events.models import AgendaPage
from normandie.accessibility.first_page import create_declaration
from normandie.editorial.first_content import create_first_content
from normandie.editorial.first_content.addresses import find_page
from normandie.equipment.first_pages import create_equipment, create_experiments
from normandie.frame.default_menus import create_default_menus
from normandie.frame.site_map import create_site_map
from normandie.funding.first_schemes import scheme_texts
from normandie.funding.models import FundingIndexPage
from normandie.panorama.first_page import create_panorama
from normandie.partners.first_partners import partner_texts
from normandie.selfcheck.models import SelfCheckPage

from .blocks import SECTION_NAMES
from .models import Highlight, HomePage

logger = logging.getLogger(__name__)

SLUG = "appels"
CALLS: dict[str, Any] = {
    "title": "Les appels de la Région",
    "slug": SLUG,
    "show_in_menus": True,
    "intro": "De temps en temps, la Région appelle les acteurs du territoire à se faire connaître "
    "ou à proposer un projet.",
    "search_description": "Appels à projets et à manifestation d’intérêt du réseau "
    f"{settings.REGION.network}\u00a0: ouverts, à venir et passés.",
    "explanation": """<h2>Deux sortes d’appels</h2>
<ul>
<li><b>L’appel à manifestation d’intérêt (AMI)</b> demande\u00a0: «\u00a0Avez-vous une idée, un
projet, un besoin\u00a0?\u00a0» La Région recense les réponses pour mieux vous accompagner.</li>
<li><b>L’appel à projets</b> propose un financement. Les dossiers sont étudiés selon des règles
annoncées, entre deux dates.</li>
</ul>
<p>Certaines aides n’attendent pas d’appel\u00a0: elles se demandent toute l’année.</p>""",
}
FIRST_CALL = "first-call.toml"


def create_calls(home: Page) -> CallsPage | None:
    """Create the page of the calls, and the archive, where there are none; safe to repeat.

    A page of another type that holds the address is left as it is: the log says so.
    """
    calls: CallsPage | None = CallsPage.objects.first()
    if calls is not None:
        return calls
    if home.get_children().filter(slug=SLUG).exists():
        logger.warning("calls: another page is at /%s/, no page of calls is created", SLUG)
        return None
    calls = home.add_child(instance=CallsPage(**CALLS))
    if archived := settings.REGION.read(FIRST_CALL):
        phases = [CallPhase(**phase) for phase in archived.pop("phases", [])]
        archive = CallPage(**archived)
        archive.phases = phases
        calls.add_child(instance=archive)
    return calls


NETWORK = "reseau"
EPN = "reseau/epn"
TIERS_LIEUX = "reseau/tiers-lieux"
HIGHLIGHTS = ("reseau", "coworking", "facile-a-lire")


def link_first_pages(home: HomePage) -> None:
    """Let *home* lead to the first pages, where it leads nowhere yet.

    A home page that someone has edited is left as it is, so that it is safe to repeat.
    """
    if home.latest_revision_id:
        return
    home.epn_page = home.epn_page or find_page(home, EPN)
    home.tiers_lieu_page = home.tiers_lieu_page or find_page(home, TIERS_LIEUX)
    if not home.highlights.exists():
        home.highlights = [
            Highlight(target=page, sort_order=rank) for rank, page in enumerate(_existing(home))
        ]
    home.save()


def _existing(home: HomePage) -> list[Page]:
    found = (find_page(home, path) for path in HIGHLIGHTS)
    return [page for page in found if page]


# What stands beside the titles of a new home page; the others have pictures already, or figures.
DRAWN = {"needs": "help", "events": "table", "reading": "book"}
HOME: dict[str, Any] = {
    "title": "Accueil",
    "slug": "accueil",
    "headline": "Le numérique, près de chez vous, avec quelqu’un pour vous aider",
    "intro": "Des lieux de toute la région vous accompagnent dans vos démarches en ligne, vous "
    "prêtent un ordinateur ou vous louent un bureau.",
    "sections": [
        {"type": name, "value": {"drawing": DRAWN.get(name, ""), "image": {}, "credit": ""}}
        for name in SECTION_NAMES
    ],
}
DIRECTORY = {
    "title": "Annuaire des lieux",
    "slug": "annuaire",
    "show_in_menus": True,
    "intro": f"Lieux d’aide numérique et tiers-lieux {settings.REGION.of}.",
}

AGENDA = {
    "title": "Agenda",
    "slug": "agenda",
    "show_in_menus": True,
    "intro": "Ateliers, initiations et rencontres\u00a0: ce que les lieux proposent, jour par "
    "jour.",
}


NETWORK, CONTACT, LABEL = "reseau", "contact", "label"
OF_THE_LABEL: dict[type[Page], dict[str, Any]] = {
    RequirementsPage: {
        "title": "Cahier des charges",
        "slug": "cahier-des-charges",
        "intro": "Ce que chaque label demande à un lieu, critère par critère, aujourd’hui et dans "
        "ses versions passées.",
    },
    RegisterPage: {
        "title": "Registre des labels",
        "slug": "registre",
        "intro": "Quels lieux ont un label, depuis quand, jusqu’à quand et par quelle décision.",
    },
    SelfCheckPage: {
        "title": "Autodiagnostic",
        "slug": "autodiagnostic",
        "intro": "Votre lieu peut-il avoir le label\u00a0? Répondez critère par critère, sans "
        "compte\u00a0: vous verrez ce que vous avez, ce qui manque et ce qui peut vous aider.",
    },
}


def create_label_pages(home: Page) -> None:
    """Create what stands below the page of the label, where that page exists."""
    above = find_page(home, LABEL)
    for model, fields in OF_THE_LABEL.items():
        if above and not model.objects.exists():
            above.add_child(instance=model(**fields, search_description=fields["intro"]))


def link_contact_page(home: Page) -> None:
    """Let the pages that say whom to ask lead to the contacts, where they lead nowhere yet."""
    for model in (FundingIndexPage, SelfCheckPage):
        model.objects.filter(contact_page=None).update(contact_page=find_page(home, CONTACT))


def create_pages_of_figures(home: Page) -> None:
    """Create what counts the network, under the page about it, where there is one."""
    network = find_page(home, NETWORK) or home
    create_coverage(network)
    create_panorama(network)


POLES = {
    "title": "Quel est mon pôle de proximité\u00a0?",
    "slug": "poles",
    "intro": "Tapez le nom de votre commune\u00a0: nous vous disons quelle équipe connaît votre "
    "territoire, et comment la joindre.",
    "search_description": f"Les pôles de proximité {settings.REGION.of}, commune par "
    "commune\u00a0: équipes, territoires, lieux et rendez-vous.",
}


def create_poles(home: Page) -> None:
    """Create the page of the pôles below that of the network; safe to repeat.

    It holds none: who they are is for the Région to say.
    """
    network = find_page(home, NETWORK)
    if network is None or PoleIndexPage.objects.exists():
        return
    if network.get_children().filter(slug=POLES["slug"]).exists():
        logger.warning("pôles: another page is at /%s/%s/", NETWORK, POLES["slug"])
        return
    network.add_child(instance=PoleIndexPage(contact_page=find_page(home, CONTACT), **POLES))


def create_pages_of_equipment(home: Page) -> None:
    network = find_page(home, NETWORK) or home
    create_equipment(network)
    create_experiments(network)


# Pages of other types below the texts, which name them: made between the two.
AMONG = (
    create_pages_of_figures,
    create_poles,
    create_label_pages,
    create_pages_of_equipment,
)


@transaction.atomic
def create_first_pages(base_url: str) -> DirectoryPage:
    """Create what is missing (home, directory, agenda, calls, texts), and serve it at *base_url*.

    Pages that exist are left as they are, so that it is safe to repeat.

    Raises:
        ContentError: a text of ``normandie.editorial.first_content`` is wrong.
    """
    home = HomePage.objects.first()
    if home is None:
        home = Page.get_first_root_node().add_child(instance=HomePage(**HOME))
    site = _serve(home, base_url)
    _remove_welcome_page()
    directory = DirectoryPage.objects.first()
    directory = directory or home.add_child(instance=DirectoryPage(**DIRECTORY))
    if not AgendaPage.objects.exists():
        home.add_child(instance=AgendaPage(**AGENDA))
    create_calls(home)
    create_declaration(home)
    create_site_map(home)
    # Its texts name all those above.
    create_first_content(home, more=[*scheme_texts(), *partner_texts()], among=AMONG)
    link_contact_page(home)
    link_first_pages(home)
    create_default_menus(site)  # the last: it names the pages that exist
    return directory


def _serve(home: HomePage, base_url: str) -> Site:
    address = urlsplit(base_url)
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.REGION.network,
            "root_page": home.page_ptr,
        },
    )
    return site


def _remove_welcome_page() -> None:
    """Delete what Wagtail's first migration put there: nobody can create a page of that type."""
    bare = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=bare):
        page.delete()
