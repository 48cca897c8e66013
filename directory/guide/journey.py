"""Where a visitor stands in the three questions, read from an address that anyone may have typed.

Nothing here fails: a question whose answer cannot be understood is asked again, with the reason.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict

from core.listing.addresses import Pairs, address
from core.listing.params import clean_text
from core.text.words import fold_name
from directory.search.communes import CommuneMatch
from directory.search.near import Near
from directory.search.places import PlaceSearch
from directory.search.sentences import WHERE

from . import moments
from .need import Need
from .needs import BY_SLUG as NEEDS

ANYWHERE = "peu-importe"
REACH_KM = 30  # further than that, a place is no longer « near »
QUESTIONS = ("besoin", "lieu", "quand")
MAX_PAGE = 1_000


@dataclass
class Journey:
    """What is known of the request, and what is still to be asked.

    Attributes:
        search: the same request as the list of places understands it.
        anywhere: the visitor does not mind where.
        when: the answer to « Quand ? », or None.
        lists_days: the visitor asks for another day, to choose in a list.
        page: which three places, from 1.
        notices: what was not understood, in French.
        errors: what is wrong with the place typed.
        doubtful: communes to choose among, when the name typed fits several.
    """

    base: str
    search: PlaceSearch
    anywhere: bool = False
    when: moments.Moment | None = None
    lists_days: bool = False
    page: int = 1
    notices: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    doubtful: list[CommuneMatch] = field(default_factory=list)

    @property
    def need(self) -> Need | None:
        return self.search.need

    @property
    def place_is_known(self) -> bool:
        return self.anywhere or (bool(self.search.near) and not self.doubtful)

    @property
    def question(self) -> str:
        """The first question without an answer; empty when all have one."""
        if self.need is None:
            return "besoin"
        if not self.place_is_known:
            return "lieu"
        return "quand" if self.when is None else ""

    @property
    def where(self) -> str:
        """The place, after a noun: « près de Lisieux »; empty for anywhere."""
        centre = self.search.near.centre
        return f"près {centre.of_name}" if centre and self.place_is_known else ""

    def pairs(self, *, but: str = "") -> Pairs:
        """Return the answers given, as the address carries them, but that to the question *but*."""
        found: Pairs = []
        if self.need and but != "besoin":
            found.append(("besoin", self.need.slug))
        if self.place_is_known and but != "lieu":
            place = self.search.query_pairs(only=WHERE)
            found += place if not self.anywhere else [("commune", ANYWHERE)]
        if self.when and but != "quand":
            found.append(("quand", self.when.slug))
        return found

    def address(self, *, but: str = "", **added: object) -> str:
        """Return the address of the same answers, but one, with those *added*."""
        return address(self.base, self.pairs(but=but), **added)

    def page_address(self, page: int) -> str:
        """Return the address of the answers numbered *page*, from 1."""
        return self.address(suite=page) if page > 1 else self.address()


def read_journey(params: QueryDict, base: str, now: datetime) -> Journey:
    """Read the query string of the guided way, at *base*; *now* is local and aware."""
    typed = {name: clean_text(params.get(name, "")) for name in params}
    anywhere = typed.get("commune") == ANYWHERE
    when = moments.read_moment(typed.get("quand", ""), now)
    asked = QueryDict(mutable=True)
    asked["rayon"] = str(REACH_KM)
    asked["besoin"] = typed["besoin"] if typed.get("besoin") in NEEDS else ""
    asked["ouvert"] = moments.opening_param(when.slug, now) if when else ""
    for name in () if anywhere else WHERE:
        asked[name] = typed.get(name, "")
    journey = Journey(base, PlaceSearch.read(asked), anywhere, when)
    _read_place(typed, journey)
    journey.lists_days = typed.get("quand") == moments.ANOTHER_DAY
    if typed.get("quand") and when is None and not journey.lists_days:
        journey.notices.append("Nous n’avons pas compris quand vous voulez venir : répondez ici.")
    if typed.get("besoin") and journey.need is None:
        journey.notices.append("Nous ne connaissons pas ce besoin : choisissez dans la liste.")
    journey.page = _read_page(typed.get("suite", ""), journey)
    return journey


def _read_place(typed: dict[str, str], journey: Journey) -> None:
    """Keep what is wrong with the place, or the communes that it may be."""
    if journey.anywhere:
        return
    near = journey.search.near
    if not near:
        if any(typed.get(name) for name in WHERE):
            journey.errors = list(journey.search.notices)
            journey.doubtful = near.likely
        elif "commune" in typed:
            journey.errors = ["Écrivez le nom de votre commune, ou son code postal."]
    elif near.other_communes and not _is_exact(near):
        journey.doubtful = near.communes


def _is_exact(near: Near) -> bool:
    """Say whether what was typed is the very name, or former name, of one commune alone."""
    typed = fold_name(near.typed)
    exact = [typed in _names(match) for match in near.communes]
    return exact[0] and not any(exact[1:])


def _names(match: CommuneMatch) -> tuple[str, str]:
    return match.commune.folded_name, fold_name(match.former_name)


def _read_page(typed: str, journey: Journey) -> int:
    if not typed:
        return 1
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MAX_PAGE:
        return int(typed)
    journey.notices.append("Cette suite n’existe pas : voici les premiers lieux.")
    return 1
