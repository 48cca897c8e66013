"""What every section of the home page is given, and what it returns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Page

from core.listing.addresses import address
from directory.models import DirectoryPage
from directory.search.places import PlaceSearch
from directory.search.tallies import PlaceTally, count, count_existing
from normandie.editorial.choosers import chosen_in
from normandie.editorial.linked import Linked, PageCard, read_linked
from normandie.frame.caches import frame_of

from .network import Network, network

if TYPE_CHECKING:
    from normandie.home.models import HomePage


@dataclass(frozen=True)
class Section:
    """A part of the home page: its template, the anchor of its title, what the template reads.

    The template extends ``home/sections/_section.html``.
    """

    template: str
    anchor: str
    context: dict[str, Any]


@dataclass
class Front:
    """The home page as it is being made. What several sections need is read once, when asked."""

    home: "HomePage"
    request: HttpRequest

    @property
    def directory_url(self) -> str:
        """Where the directory is, with its final slash; empty unless any visitor may read it."""
        return frame_of(self.request).directory_url

    @property
    def agenda_url(self) -> str:
        """Where the agenda is, in the same way."""
        return frame_of(self.request).agenda_url

    @property
    def calls_url(self) -> str:
        """Where the calls are, in the same way."""
        return frame_of(self.request).calls_url

    @cached_property
    def tally(self) -> PlaceTally:
        """How many places there are, by filter and value."""
        return count(PlaceSearch())

    @cached_property
    def existing(self) -> PlaceTally:
        """The same of the places that exist: those invented by the demo are no figure."""
        if not self.network.examples:
            return self.tally
        return count_existing()

    @cached_property
    def network(self) -> Network:
        """What is said of all the places together."""
        return network.get()

    def count(self, param: str, value: str) -> int:
        """Return how many places have the *value* of the filter *param*."""
        return self.tally.numbers.get(param, {}).get(value, 0)

    def route_url(self, name: str) -> str:
        """Return the address of a route of the directory; empty while there is none."""
        route = DirectoryPage.get_resolver().reverse(name)
        return self.directory_url + route if self.directory_url else ""

    def list_url(self, param: str, value: str) -> str:
        """Return the address of the list with one filter."""
        return address(self.directory_url, [(param, value)])

    @cached_property
    def highlighted(self) -> list[int]:
        """The ids of the pages that the team puts forward, in their order."""
        return [highlight.target_id for highlight in self.home.highlights.all()]

    def cards(self, page_ids: Iterable[int | None]) -> list[PageCard]:
        """Return the cards of pages that the home page names, those that visitors may read."""
        found = (self.linked.pages.get(page_id) for page_id in page_ids if page_id)
        return [card for card in found if card]

    @cached_property
    def linked(self) -> Linked:
        """The pages and the images that the home page names."""
        chosen = chosen_in(self.home.sections)
        pages = {self.home.epn_page_id, self.home.tiers_lieu_page_id, *self.highlighted}
        return read_linked({**chosen, Page: pages - {None}}, self.request)
