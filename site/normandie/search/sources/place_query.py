"""What people ask of the directory, asked of the engine as ``PlaceText`` asks the tables."""

from collections.abc import Collection, Iterable

from core.engine.query import Query, among, every, holding, one_of, ranked, scoring, term, weighing
from directory.guide.need import Clue
from directory.search.needs import MOVES, RECEIVES_NOBODY, terms_of
from directory.search.place_text import SURE_WEIGHT, PlaceText
from directory.search.typed_text import Part

# Beside weights, which sum up to a hundred or so: first what surely answers, then what stays put.
SURE, FIXED = 10_000, 1_000


def query_of(text: PlaceText, kind: str, closed: Collection[int]) -> Query:
    """Return what finds the places that answer *text*, in the order of ``PlaceSearch.places``."""
    terms = _Terms(text)
    conditions = [term("kind", kind), *(_answering(part, terms) for part in text.parts)]
    stems = dict.fromkeys([*(stem for part in text.parts for stem in part.stems), *text.welcome])
    scores = weighing(stems)
    scores.append(scoring(every([], but=[terms.of([MOVES])]), FIXED))
    if sure := [clue for meaning in text.meanings for clue in meaning.sure]:
        scores.append(scoring(terms.of(sure), SURE_WEIGHT))
    scores += [
        scoring(one_of([every(holding(part.stems)), terms.of(part.meaning.sure)]), SURE)
        for part in text.parts
        if part.meaning
    ]
    return ranked(every(conditions, but=[among("under", closed)]), scores)


def _answering(part: Part, terms: "_Terms") -> Query:
    """Return what asks for *part*: by its words, or by its terms."""
    held = every(holding(part.stems))
    if part.meaning is None:
        return held
    says = terms.of([*part.meaning.sure, *part.meaning.likely])
    nobody = [terms.of([RECEIVES_NOBODY])] if part.meaning.need else []
    return one_of([held, every([says], but=nobody)])


class _Terms:
    """The keys of the terms that answer a text, read once."""

    def __init__(self, text: PlaceText) -> None:
        clues = [MOVES, RECEIVES_NOBODY]
        for meaning in text.meanings:
            clues += [*meaning.sure, *meaning.likely]
        rows = terms_of(clues).values_list("vocabulary", "slug", "pk")
        self.keys = {(vocabulary, slug): pk for vocabulary, slug, pk in rows}

    def of(self, clues: Iterable[Clue]) -> Query:
        """Return what asks for one of *clues*."""
        said = ((clue.vocabulary, clue.slug) for clue in clues)
        return among("terms", [self.keys[each] for each in said if each in self.keys])
