"""What a source of results is: one kind of thing that visitors find."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Case, Value, When
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.engine.query import Query, among, every, holding, ranked, term, weighing
from core.text.index import IndexedWord
from core.text.matching import MatchingQuerySet
from core.text.words import stems
from normandie.search.questions import Question

ORDER = ("-relevance", "sort_name", "pk")  # the same on every database


Counted = tuple[str, str, str]  # none, one, many with « {} » for the number
RESULTS: Counted = ("Aucun résultat", "1 résultat", "{} résultats")


def said(counted: Counted, total: int) -> str:
    """Say a number of things in words."""
    return counted[min(total, 2)].format(total)


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: see ``templates/components/search_result.html``."""

    title: SafeString
    url: str
    kind: str
    where: str
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is proposed while someone types: a link and a few words on where it leads."""

    label: str
    url: str
    detail: str = ""


class Source(ABC):
    """One kind of results. To add one, write its class and one line in ``SOURCES``.

    Attributes:
        slug: what the address carries (``dans=lieux``).
        title: of its group of results.
        counted: how a number of them is said.
        listed: where ``listing_url`` leads, said after a number of them.
        words: the table of its words.
        page_models: types of pages that are found here, not among the other pages.
    """

    slug: ClassVar[str]
    title: ClassVar[str]
    counted: ClassVar[Counted]
    listed: ClassVar[str] = ""
    words: ClassVar[type[IndexedWord]]
    page_models: ClassVar[tuple[type[Page], ...]] = ()

    @abstractmethod
    def find(self, question: Question) -> MatchingQuerySet:
        """Return what fits *question* and everyone may see, the most relevant first."""

    def fitting(self, question: Question) -> MatchingQuerySet:
        """Return the same rows in any order: what is counted."""
        return self.find(question)

    def engine_query(self, question: Question) -> Query | None:
        """Return what asks the same of the search engine; None where the tables alone know.

        What may be seen is asked here for the numbers to be right; ``again`` is what hides.
        """
        wanted = list(stems(question.text))
        conditions = [term("kind", self.slug), *holding(wanted), *self.engine_conditions(question)]
        if question.site.root:
            conditions.append(term("under", question.site.root.pk))
        closed = among("under", question.site.closed_keys)
        return ranked(every(conditions, but=[closed]), weighing(wanted))

    def engine_conditions(self, question: Question) -> list[Query]:
        """Return what else the search engine must be asked."""
        return []

    def again(self, question: Question, keys: list[int]) -> MatchingQuerySet:
        """Return the rows of *keys*, in this order: those that everyone may see now."""
        if not keys:
            return self._open(question).none()
        order = Case(*(When(pk=key, then=Value(place)) for place, key in enumerate(keys)))
        return self._open(question).filter(pk__in=keys).order_by(order)

    @abstractmethod
    def _open(self, question: Question) -> MatchingQuerySet:
        """Return all that everyone may see."""

    @abstractmethod
    def show(self, rows: MatchingQuerySet, question: Question) -> list[Result]:
        """Return the results of *rows*, a slice of what ``find`` gives."""

    @abstractmethod
    def suggest(self, question: Question, limit: int) -> list[Suggestion]:
        """Return what the words of *question*, the last one unfinished, may be the title of."""

    @abstractmethod
    def texts_with(self, stem: str) -> Iterable[str]:
        """Return texts, one of which holds a word of this *stem* as it is spelled."""

    def listing_url(self, question: Question) -> str:
        """Return another page that lists all of them better; empty where there is none."""
        return ""

    def number(self, total: int) -> str:
        """Say *total* of them in words."""
        return said(self.counted, total)

    def known(self, stems: Iterable[str]) -> Any:
        """Return those of *stems* that are in the index, as rows (stem,)."""
        return self.words.objects.filter(stem__in=stems).order_by().values_list("stem").distinct()  # type: ignore[attr-defined]
