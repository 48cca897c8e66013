"""The searches of the directory that a phrase may mean: « coworking caen », « imprimante 3d ».

What is read is only ever offered to the visitor: the words themselves are searched too.
"""

from dataclasses import dataclass

from core.listing.filters import Choice
from core.text.words import stems
from directory.caches import directory_cache
from directory.models import Term

from .near import Near
from .place_text import PlaceText
from .places import PlaceSearch
from .sentences import read_sentence

MAX_VALUES = 2  # filters offered for the same words
LEAST_LIKE = 0.3  # share of the words of a filter that must be among those typed


@dataclass(frozen=True)
class FilterValue:
    """A value of a filter of the directory, as people name it; ``wordings`` are sets of stems."""

    param: str
    value: str
    label: str
    wordings: tuple[frozenset[str], ...]

    def likeness(self, words: frozenset[str]) -> float:
        """Return how much *words* name the value: 1 for its very name, 0 for something else."""
        return max((_share(words, wording) for wording in self.wordings), default=0)


def searches_in(text: str) -> list[PlaceSearch]:
    """Return the searches of the directory that *text* may mean, the most precise first.

    They end, for a commune, with all the places around. There are none where the text names neither
    a commune nor a value of a filter.
    """
    sentence = read_sentence(text)
    values = values_named(sentence.rest)
    around = [Near.around(commune) for commune in sentence.communes]
    found = [
        {"commune": near, value.param: (Choice(value.value, value.label),)}
        for near in around or [Near()]
        for value in values
    ]
    found += [
        {"commune": near, "q": PlaceText.read(text)}
        for text in dict.fromkeys([sentence.rest, ""])
        for near in around
    ]
    return [PlaceSearch(values) for values in found]


def values_named(text: str) -> list[FilterValue]:
    """Return the values of filters that *text* names best; none where it may be many."""
    words = frozenset(stems(text))
    if not words:
        return []
    likeness = {
        value: value.likeness(words)
        for value in directory_cache.get_or_compute("named", (), _read_values)
    }
    best = max(likeness.values(), default=0)
    if best < LEAST_LIKE:
        return []
    likeliest = [value for value, share in likeness.items() if share == best]
    return likeliest if len(likeliest) <= MAX_VALUES else []


def _share(words: frozenset[str], wording: frozenset[str]) -> float:
    if words <= wording:
        return len(words) / len(wording)
    if wording and wording <= words:
        return len(wording) / len(words)
    return 0


def _read_values() -> list[FilterValue]:
    """Read every value of every filter, with all that it is called."""
    official = {
        (vocabulary, slug): (label, slug)
        for vocabulary, slug, label in Term.objects.values_list("vocabulary", "slug", "label")
    }
    return [
        FilterValue(
            param,
            value,
            label,
            tuple(
                frozenset(stems(wording)) for wording in (label, *official.get((param, value), ()))
            ),
        )
        for param, values in PlaceSearch.known_values().items()
        for value, label in values.items()
    ]
