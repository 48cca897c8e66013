"""Finding rows by their words, exactly the same way on every database.

For any model whose table of words (``core.text.index.IndexedWord``) is related as ``words``:
places, events, pages of the site (docs/decisions/0003-text-search.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from core.text.words import STEM_LENGTH, STOP_WORDS, fold, stem, stems

MAX_WORDS = 10
# Stems hold plain letters and digits: nothing that begins with a text comes after it and these.
LAST = "zzzzzzzz"
SHORTEST_STEM = 4  # letters that the stem of a longer word keeps
LONGEST_ENDING = 5  # letters that stemming takes from a word


class MatchingQuerySet(QuerySet[Any, Any]):
    """Rows that are found by their words."""

    def matching(self, text: str) -> MatchingQuerySet:
        """Rows that hold every telling word of *text*, with their ``relevance``.

        ``relevance`` sums the weights of the words. Text that holds no telling word (« de »,
        « ?! ») matches every row, at relevance 0. Words beyond ``MAX_WORDS`` are not read.
        """
        return self.holding(stems(text))

    def holding(self, wanted: Iterable[str]) -> MatchingQuerySet:
        """Rows that hold every one of the stems *wanted*, as ``matching`` does."""
        rows = self
        relevance: Combinable = Value(0)
        for number, found in enumerate(stems_read(wanted)):
            word = f"word_{number}"
            rows = rows.annotate(**{word: _words(found)}).filter(**{f"{word}__weight__gt": 0})
            relevance = relevance + F(f"{word}__weight")
        return rows.annotate(relevance=relevance)

    def weighing(self, welcome: Iterable[str]) -> MatchingQuerySet:
        """The same rows with their ``relevance``: that of the stems *welcome* that they hold.

        ``weight_0``, ``weight_1``… are what each stem weighs in the row; 0 where it has not it.
        """
        rows = self
        relevance: Combinable = Value(0)
        for number, found in enumerate(stems_read(welcome)):
            word, weight = f"word_{number}", f"weight_{number}"
            rows = rows.annotate(**{word: _words(found)})
            rows = rows.annotate(**{weight: Coalesce(F(f"{word}__weight"), 0)})
            relevance = relevance + F(weight)
        return rows.annotate(relevance=relevance)

    def beginning(self, text: str, weight: int) -> MatchingQuerySet:
        """Rows that hold every word of *text*, whose last one may be unfinished.

        The last one must be in a part of the row that weighs *weight* at least. Text without a
        word finds nothing.
        """
        words = fold(text).split()
        while len(words) > 1 and words[-1] in STOP_WORDS:  # « médiathèque d »
            words.pop()
        if not words:
            return self.none()
        related = self.model._meta.get_field("words")
        rows = related.related_model.objects.filter(_may_become(words[-1]), weight__gte=weight)
        chosen = self.filter(pk__in=rows.values(related.field.attname))
        return chosen.holding(stems(" ".join(words[:-1])))


def stems_read(stems: Iterable[str]) -> list[str]:
    """Return *stems* as tables of words hold them, each once, the first ``MAX_WORDS`` of them."""
    return list(dict.fromkeys(found[:STEM_LENGTH] for found in stems))[:MAX_WORDS]


def _words(stem: str) -> FilteredRelation:
    return FilteredRelation("words", condition=Q(words__stem=stem))


def _may_become(word: str) -> Q:
    """Stems of the words that begin as the folded *word*: « médiat » will be « médiathèque ».

    A stem may also be shorter than what is typed: « impriman » will be « imprimante » (« imprim »).
    """
    shorter = range(max(SHORTEST_STEM, len(word) - LONGEST_ENDING), len(word))
    stemmed = {stem(word), *(word[:length] for length in shorter)}
    return Q(stem__gte=word, stem__lte=word + LAST) | Q(stem__in=stemmed)
