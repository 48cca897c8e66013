"""What is asked of the site search, and what whoever asks may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site

from core.text.words import stems
from directory.models import DirectoryPage
from directory.search.places import PlaceSearch


@dataclass(frozen=True)
class OpenSite:
    """The site of a request, as far as everyone may see it. Reads what it is asked for, once."""

    request: HttpRequest

    @cached_property
    def root(self) -> Page | None:
        """The home page of the site that is asked."""
        site = Site.find_for_request(self.request)
        return site.root_page if site else None

    @property
    def closed_paths(self) -> list[str]:
        """Where the tree is not for everyone: paths of the pages under a view restriction.

        Nobody sees what is under them in the results, whoever is signed in: answers are the same
        for all.
        """
        return list(self._closed.values())

    @property
    def closed_keys(self) -> list[int]:
        """Keys of the same pages."""
        return list(self._closed)

    @cached_property
    def _closed(self) -> dict[int, str]:
        return dict(PageViewRestriction.objects.values_list("page", "page__path"))

    @cached_property
    def directory(self) -> DirectoryPage | None:
        """The directory of places, where visitors may see it."""
        return DirectoryPage.open_to_all()

    @cached_property
    def directory_url(self) -> str:
        """Address of the directory; empty where there is none."""
        return (self.directory.get_url(self.request) or "") if self.directory else ""

    def seen_pages(self, relation: str = "") -> Q:
        """Return the filter on published pages of this site that everyone may see.

        Args:
            relation: to ``Page`` from the table that is filtered, with its « __ »; empty for pages.
        """
        seen = Q(**{f"{relation}live": True})
        if self.root:
            seen &= Q(**{f"{relation}path__startswith": self.root.path})
        for closed in self.closed_paths:
            seen &= ~Q(**{f"{relation}path__startswith": closed})
        return seen

    def pages_named(self, slugs: Iterable[str]) -> PageQuerySet:
        """Return the pages with these *slugs* that everyone may see, in the order of the tree."""
        return Page.objects.filter(self.seen_pages(), slug__in=slugs).order_by("path")


@dataclass(frozen=True)
class Question:
    """Words to be found, and the site to find them in."""

    text: str
    site: OpenSite

    @cached_property
    def stems(self) -> frozenset[str]:
        """The telling words; none for « de la »."""
        return frozenset(stems(self.text))

    @cached_property
    def place_search(self) -> PlaceSearch:
        """The same words asked of the directory."""
        asked = QueryDict(mutable=True)
        asked["q"] = self.text
        return PlaceSearch.read(asked)
