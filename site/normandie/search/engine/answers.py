"""What answers questions: the engine where it does, the tables otherwise, to the same effect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.engine.client import Away
from core.engine.reading import Asked, Found, find, is_ready
from core.listing.counting import count_each
from core.text.matching import MatchingQuerySet
from normandie.search.questions import Question
from normandie.search.sources import SOURCES, Source

from .documents import TEXTS


@dataclass(frozen=True)
class Answer:
    """What *source* answers, as a paginator reads it.

    Attributes:
        total: how many rows.
        first: the keys of the first ones; None where the tables answered.
    """

    question: Question
    source: Source
    total: int
    first: list[int] | None = None

    def count(self) -> int:
        return self.total

    def __getitem__(self, part: slice) -> MatchingQuerySet:
        """Return the rows of *part*, in order."""
        start, stop = part.start or 0, min(part.stop, self.total)
        keys = self._keys(start, stop)
        if keys is None:
            return self.source.find(self.question)[start:stop]
        return self.source.again(self.question, keys)

    def _keys(self, start: int, stop: int) -> list[int] | None:
        if self.first is None:
            return None
        if stop <= len(self.first):
            return self.first[start:stop]
        query = self.source.engine_query(self.question)
        asked = Asked(query, start, stop - start) if query else None
        if asked is None or not asked.is_near:
            return None
        try:
            return find(TEXTS, [asked])[0].pks
        except Away:
            return None


def answers(question: Question, first: int) -> list[Answer]:
    """Return what each source answers, with the *first* rows at hand where the engine does."""
    asked = [(question, source) for source in SOURCES]
    return [
        Answer(question, source, total, keys)
        for source, (total, keys) in zip(SOURCES, _numbers(asked, first), strict=True)
    ]


def totals(questions: Sequence[Question]) -> dict[str, int]:
    """Return, by its text, how many rows answer each of *questions*."""
    numbers = dict.fromkeys((question.text for question in questions), 0)
    asked = [(question, source) for question in questions for source in SOURCES]
    for (question, _), (total, _) in zip(asked, _numbers(asked, 0), strict=True):
        numbers[question.text] += total
    return numbers


def _numbers(
    asked: Sequence[tuple[Question, Source]], first: int
) -> Iterator[tuple[int, list[int] | None]]:
    """Yield how many rows answer each of *asked*, with the keys of the *first* ones.

    One question to the engine, and one to the tables for what it does not answer: keys are then
    None.
    """
    queries = [source.engine_query(question) for question, source in asked] if is_ready() else []
    found: list[Found] = []
    try:
        found = find(TEXTS, [Asked(query, size=first) for query in queries if query])
    except Away:
        queries = []
    queries = queries or [None] * len(asked)
    told = iter(found)
    counted = iter(
        count_each(
            [
                source.fitting(question)
                for (question, source), query in zip(asked, queries, strict=True)
                if not query
            ]
        )
    )
    for query in queries:
        if query:
            answer = next(told)
            yield answer.total, answer.pks
        else:
            yield next(counted), None
