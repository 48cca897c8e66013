"""What an address asks of a list, once read: it can say itself again, whole or in part."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from dataclasses import replace as replace_fields
from functools import cached_property
from typing import Any, ClassVar, Self

from django.http import QueryDict

from core.cache import VersionedCache

from .addresses import Pairs, address, without
from .choices import read_choices
from .filters import AskedLabel, ClosedListFilter, Filter, Loosening, Rows
from .params import KnownValues, SearchParams


@dataclass(frozen=True)
class Search:
    """What is asked of a list: the value of each of its ``filters``, and a page.

    Attributes:
        filters: the table of the list, in the order in which addresses and tags say them.
        cache: what keeps the values of the closed lists until one changes.
        values: what is asked, by name of filter; one that is missing asks nothing.
        page: from 1.
        notices: what was not understood, in French.
        ignored: the parameters of which nothing is left.
        known: what the closed lists held when the address was read.
    """

    filters: ClassVar[tuple[Filter[Any, Any], ...]]
    cache: ClassVar[VersionedCache]

    values: dict[str, Any] = field(default_factory=dict)
    page: int = 1
    notices: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()
    known: KnownValues = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, query: QueryDict) -> Self:
        """Read a query string that anyone may have typed."""
        params = SearchParams(query, cls.known_values())
        search = cls.read_params(params)
        page = params.page()
        return replace_fields(
            search, page=page, notices=params.notices, ignored=frozenset(params.ignored)
        )

    @classmethod
    def read_params(cls, params: SearchParams) -> Self:
        """Read all but the page."""
        values = {each.name: each.read(params) for each in cls.filters}
        return cls(values=values, known=params.known)

    @classmethod
    def known_values(cls) -> KnownValues:
        """Return what the closed lists hold, in the order to show."""
        lists = cls.closed_lists()
        return cls.cache.get_or_compute("choices", (), lambda: read_choices(lists))

    @classmethod
    def closed_lists(cls) -> list[ClosedListFilter[Any]]:
        return [each for each in cls.filters if isinstance(each, ClosedListFilter)]

    @classmethod
    def params(cls) -> list[str]:
        """Return every parameter that an address may say, but the page."""
        return [param for each in cls.filters for param in each.params]

    def asked(self) -> Iterator[tuple[Filter[Any, Any], Any]]:
        """Yield the filters that are asked, with their values."""
        for each in self.filters:
            if value := self.values.get(each.name):
                yield each, value

    @cached_property
    def chosen(self) -> dict[str, list[str]]:
        """The values that are ticked, by closed list."""
        return {
            each.name: [choice.value for choice in value]
            for each, value in self.asked()
            if isinstance(each, ClosedListFilter)
        }

    def replace(self, **values: Any) -> Self:
        """Return the same search with other *values*, by name of filter, or another ``page``."""
        page = values.pop("page", self.page)
        if unknown := values.keys() - {each.name for each in self.filters}:
            raise KeyError(unknown)
        kept = {name: value for name, value in (self.values | values).items() if value is not None}
        ignored = self.ignored - {
            param for each in self.filters if each.name in values for param in each.params
        }
        return replace_fields(self, page=page, values=kept, ignored=ignored)

    def without(self, *names: str) -> Self:
        """Return the same search without the filters *names*."""
        return self.replace(**dict.fromkeys(names))

    def only(self, *names: str) -> Self:
        """Return the same search with the filters *names* alone."""
        return self.without(*(each.name for each in self.filters if each.name not in names))

    def lasting(self) -> Self:
        """Return the same search without the filters that mean something else tomorrow."""
        return self.without(*(each.name for each in self.filters if not each.lasts))

    @cached_property
    def pairs(self) -> Pairs:
        """The parameters that say the search again, and nothing that is usual.

        The page is never among them: a link that changes the question starts on its first page.
        """
        return self.write_pairs()

    def write_pairs(self) -> Pairs:
        """Return ``pairs``, which asks this once."""
        return [pair for each, value in self.asked() for pair in each.query_pairs(value)]

    def query_pairs(
        self, *, only: Collection[str] | None = None, but: Collection[str] = ()
    ) -> Pairs:
        """Return of ``pairs`` those named in *only*, *but* some."""
        return [
            (param, value)
            for param, value in self.pairs
            if (only is None or param in only) and param not in but
        ]

    def labels(self, *, elsewhere: bool = False) -> list[AskedLabel]:
        """Return what is asked, in French: see ``Filter.labels``."""
        return [
            label
            for each, value in self.asked()
            for label in each.labels(value, elsewhere=elsewhere)
        ]

    def tags(self, base: str) -> list[dict[str, str]]:
        """Return each thing asked with the address, below *base*, that drops it."""
        return [
            {"label": label.text, "url": address(base, without(self.pairs, *label.pairs))}
            for label in self.labels()
        ]

    def looser(self) -> list[tuple[Loosening, Self]]:
        """Return the same search with one thing given up, first what visitors miss the least."""
        looser = [
            (given_up, self.replace(**{each.name: given_up.value}))
            for each, value in self.asked()
            for given_up in each.loosen(value)
        ]
        return sorted(looser, key=lambda pair: pair[0].missed)

    def narrow(self, rows: Rows) -> Rows:
        """Keep of *rows* those that fit all that is asked; none where what counts is not known."""
        for each, value in self.asked():
            rows = each.narrow(rows, value)
        return rows.none() if self.is_lost else rows

    @property
    def is_lost(self) -> bool:
        """Whether a filter without which nothing can be shown was said, and not understood."""
        return any(self.ignored.intersection(each.required) for each in self.filters)
