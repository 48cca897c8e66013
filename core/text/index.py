"""Tables of words, filled and searched the same way on every database.

``docs/decisions/0003-text-search.md`` says why they are ours; ``core.text.matching`` searches them.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.dispatch import Signal

from core.text.words import STEM_LENGTH, stems

WeightedTexts = Iterable[tuple[str, int]]
TITLE_WEIGHT = 10  # of a title, the heaviest of texts
# The words of some rows were written again: the sender is their table, ``pks`` are these rows.
words_changed = Signal()


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


def replace_words(
    words: type[IndexedWord], texts: Iterable[tuple[models.Model, WeightedTexts]]
) -> None:
    """Replace, in the table *words*, those of some rows, each given with its texts.

    Two queries, however many they are. They are read before: a transaction keeps others from
    writing on SQLite.
    """
    owner = owner_of(words)
    rows: list[models.Model] = []
    found: list[IndexedWord] = []
    for row, weighted in texts:
        rows.append(row)
        found += (
            words(**{owner.name: row, "stem": stem, "weight": weight})
            for stem, weight in word_weights(weighted).items()
        )
    table: Any = words._default_manager
    with transaction.atomic():
        table.filter(**{f"{owner.name}__in": rows}).delete()
        table.bulk_create(found, batch_size=5_000)
        words_changed.send(words, pks=[row.pk for row in rows])


def owner_of(words: type[IndexedWord]) -> models.ForeignKey:
    """Return the field of the table *words* that leads to what holds them."""
    (owner,) = (each for each in words._meta.fields if isinstance(each, models.ForeignKey))
    return owner
