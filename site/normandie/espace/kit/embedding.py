"""What a place may show in a frame of its own site, and the lines that put it there."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString

from core.listing.addresses import Pairs, address
from core.listing.params import clean_text
from core.pages.embedding import LIGHT, snippet
from core.text.elision import at
from directory.models import DirectoryPage, PlacePage
from directory.search.named_places import lasting_name
from directory.search.near import ALONE
from directory.views.map_snippet import HEIGHTS, read_height
from events.models import AgendaPage

WORKSHOPS, SHEET, COMMUNE_AGENDA, COMMUNE_MAP = "ateliers", "fiche", "agenda", "carte"


@dataclass(frozen=True)
class Choice:
    """A page that may be framed: the address of it, and the name of the frame."""

    value: str
    label: str
    url: str
    title: str
    pairs: Pairs = field(default_factory=list)


@dataclass(frozen=True)
class EmbeddingForm:
    """What was asked, and what was not understood of it, in French."""

    chosen: Choice
    choices: list[Choice]
    height: int
    is_light: bool
    notices: list[str]

    @property
    def url(self) -> str:
        """The address of the page in the frame, without its host."""
        return address(self.chosen.url, [*self.chosen.pairs, *([LIGHT] if self.is_light else [])])

    @property
    def heights(self) -> list[dict[str, Any]]:
        return [{"value": px, "selected": px == self.height} for px in HEIGHTS]

    def snippet(self, request: HttpRequest) -> SafeString:
        return snippet(request.build_absolute_uri(self.url), self.chosen.title, self.height)


def read_form(place: PlacePage, request: HttpRequest) -> EmbeddingForm | None:
    """Read what *request* asks to show of *place*; None where nothing of it is published."""
    choices = choices_for(place, request)
    if not choices:
        return None
    params = request.GET
    height, notices = read_height(params)
    asked = clean_text(params.get("montrer", ""))
    chosen = next((each for each in choices if each.value == asked), choices[0])
    if asked and chosen.value != asked:
        notices.append(
            f"Ce contenu n’est pas proposé\u00a0: nous avons pris «\u00a0{chosen.label}\u00a0»."
        )
    return EmbeddingForm(chosen, choices, height, _is_light(params), notices)


def choices_for(place: PlacePage, request: HttpRequest) -> list[Choice]:
    """Return what may be shown of *place*, and of its commune alone."""
    found: list[Choice] = []
    agenda, directory = AgendaPage.open_to_all(), DirectoryPage.open_to_all()
    commune, where = ("commune", place.commune.key), at(place.commune.name)
    alone: Pairs = [commune, ("rayon", str(ALONE))]
    if agenda and place.live:
        url = f"{agenda.get_url(request)}integree/"
        title = f"Prochains ateliers de {place.title}"
        named: Pairs = [("lieu", lasting_name(place))]
        found.append(Choice(WORKSHOPS, "Les prochains ateliers de ce lieu", url, title, named))
    if place.live:
        url = f"{place.get_url(request)}integree/"
        label = "La fiche de ce lieu\u00a0: contact, horaires, prochaines dates"
        found.append(Choice(SHEET, label, url, f"Fiche de {place.title}"))
    if agenda:
        url = f"{agenda.get_url(request)}integree/"
        label = f"Les ateliers de tous les lieux, seulement {where}"
        found.append(Choice(COMMUNE_AGENDA, label, url, f"Prochains ateliers {where}", alone))
    if directory:
        url = f"{directory.get_url(request)}carte/integree/"
        label = f"La carte des lieux, seulement {where}"
        found.append(Choice(COMMUNE_MAP, label, url, f"Carte des lieux numériques {where}", alone))
    return found


def _is_light(params: QueryDict) -> bool:
    return params.get(LIGHT[0]) != "appareil"
