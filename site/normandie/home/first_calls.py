"""« /appels/ » of a new site, with the archive of a first call where the region has one."""

import logging
from typing import Any

from django.conf import settings
from wagtail.models import Page

from ami.models import CallPage, CallPhase, CallsPage

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
