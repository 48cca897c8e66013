"""What an address may ask of a list: one class that each filter of each list is made from.

A filter is written once, in its own module, and listed once, in the table of its list (``filters``
of its ``Search``). The list, its exports and channels, its tags and what is proposed where nothing
fits all read that table.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import QuerySet

from core.text.words import slug_of

from .addresses import Pairs
from .params import SearchParams

Value = TypeVar("Value")
Rows = TypeVar("Rows", bound="QuerySet[Any, Any]")


class AskedLabel(NamedTuple):
    """Something that is asked, as visitors read it, and the parameters that say it."""

    text: str
    pairs: Pairs


class Loosening(NamedTuple):
    """Something to give up where nothing fits: its name, the parameter that changes, what is left.

    ``value`` is None where nothing is left of the filter; ``missed`` ranks what visitors miss, the
    least first.
    """

    label: str
    param: str
    value: Any = None
    missed: int = 0


class Filter(ABC, Generic[Value, Rows]):
    """Something that an address may ask of the rows of a list.

    Its value is what was understood; None, or one that is false, asks nothing.

    Attributes:
        params: its parameters in the address; the first one names it.
        repeats: whether a parameter may be said several times.
        lasts: whether it means the same tomorrow: who follows the list keeps it.
        title: what it is called in the panel of filters.
        missed: how much visitors miss it where it is given up: what they came for, the most.
        required: the parameters of which, said and not understood, nothing else can be shown.
    """

    params: tuple[str, ...]
    repeats = False
    lasts = True
    title = ""
    missed = 0
    required: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.params[0]

    @abstractmethod
    def read(self, params: SearchParams) -> Value | None:
        """Return what *params* ask, and tell them what is not understood."""

    @abstractmethod
    def narrow(self, rows: Rows, value: Value) -> Rows:
        """Keep of *rows* those that fit."""

    @abstractmethod
    def labels(self, value: Value, *, elsewhere: bool = False) -> list[AskedLabel]:
        """Return what is asked, in French, each thing that may be dropped by itself.

        Args:
            elsewhere: whether the visitor is not who reads it, so that « votre » would lie.
        """

    def query_pairs(self, value: Value) -> Pairs:
        """Return the parameters that say *value* again, and nothing that is usual."""
        return [(self.name, str(value))]

    def loosen(self, value: Value) -> list[Loosening]:
        """Return what may be given up of *value*; all of it by default."""
        names = ", ".join(label.text for label in self.labels(value))
        return [Loosening(f"Retirer «\u00a0{names}\u00a0»", self.name, missed=self.missed)]

    def options(self, value: Value | None) -> Mapping[str, str]:
        """Return the values among which the panel has one chosen, and what is read of each."""
        return {}


class Choice(NamedTuple):
    """A value of a closed list, and what visitors read."""

    value: str
    label: str


Choices = tuple[Choice, ...]
Offered = Mapping[str, str] | Callable[[str], "QuerySet[Any, Any]"]


class ClosedListFilter(Filter[Choices, Rows]):
    """A filter on the values of a closed list: several may be ticked.

    ``offered`` is what the list holds: the values and their labels, or what returns the rows of the
    list of that name (``core.listing.choices.choice_rows``).
    """

    repeats = True

    def __init__(self, name: str, title: str, offered: Offered) -> None:
        self.params = (name,)
        self.title = title
        self.offered = offered

    def read(self, params: SearchParams) -> Choices:
        """Keep the values that exist, written as in addresses or as in the national standard."""
        known = params.known.get(self.name, {})
        kept = {}
        for typed in params.values(self.name):
            value = typed if typed in known else slug_of(typed)
            if value in known:
                kept[value] = known[value]
            else:
                params.say(f"Le filtre «\u00a0{typed}\u00a0» n’existe pas\u00a0: il est ignoré.")
        if params.texts(self.name) and not kept:
            params.ignored.add(self.name)
        return tuple(Choice(*each) for each in kept.items())

    def query_pairs(self, value: Choices) -> Pairs:
        return [(self.name, choice.value) for choice in value]

    def labels(self, value: Choices, *, elsewhere: bool = False) -> list[AskedLabel]:
        return [AskedLabel(choice.label, [(self.name, choice.value)]) for choice in value]
