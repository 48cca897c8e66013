"""Tables of words, filled and searched the same way on every database.

``docs/decisions/0003-text-search.md`` says why they are ours; ``core.text.matching`` searches them.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import models

from core.text.words import STEM_LENGTH, stems

WeightedTexts = Iterable[tuple[str, int]]
TITLE_WEIGHT = 10  # of a title, the heaviest of texts


class IndexedWord(models.Model):
    """A stem that a text contains, and how much it tells about it.

    What is indexed has its own table of words, whose foreign key is related as ``words`` and which
    holds a stem once.
    """

    stem = models.CharField(max_length=STEM_LENGTH)
    weight = models.PositiveSmallIntegerField()

    wagtail_reference_index_ignore = True  # a word is no use of what holds it

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.stem


def word_weights(texts: WeightedTexts) -> dict[str, int]:
    """Return the stems of *texts* and their weight: the highest of the texts that hold them."""
    weights: Counter[str] = Counter()
    for text, weight in texts:
        for stem in stems(text):
            weights[stem[:STEM_LENGTH]] = max(weights[stem[:STEM_LENGTH]], weight)
    return dict(weights)
