"""Reading a sentence as a search of the directory: « imprimer à Lisieux », « coworking caen ».

What is read is only ever offered to the visitor: the words themselves are searched too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.listing.filters import Choice
from core.text.words import STOP_WORDS, WORD, fold, fold_name, stems
from directory.caches import directory_cache
from directory.models import Commune, FormerCommune, Term

from .near import Near
from .places import PlaceSearch

LONGEST_NAME = 8  # words of the name of a commune
MAX_COMMUNES = 2  # of the same name
MAX_VALUES = 2  # filters offered for the same words
LEAST_LIKE = 0.3  # share of the words of a filter that must be among those typed
# Words that tell where, once the commune is known.
AROUND = frozenset("pres proche proximite autour alentours environs vers cote chez moi".split())  # noqa: SIM905


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


@dataclass(frozen=True)
class Sentence:
    """What a text says: the communes that it names (the same name), and the words around it."""

    communes: list[Commune] = field(default_factory=list)
    rest: str = ""


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
        {"commune": near, "q": text}
        for text in dict.fromkeys([sentence.rest, ""])
        for near in around
    ]
    return [PlaceSearch(values) for values in found]


def read_sentence(text: str) -> Sentence:
    """Find the commune that *text* names, if any: the longest name, the last one said."""
    words = [match.group() for match in WORD.finditer(text)]
    folded = [fold_name(word) for word in words]
    runs = dict(_runs(folded))
    keys = _communes_called(set(runs.values()))
    named = [run for run, name in runs.items() if name in keys]
    if not named:
        return Sentence(rest=text)
    start, end = max(named, key=lambda run: (run[1] - run[0], run[0]))
    rest = [
        word
        for index, word in enumerate(words)
        if not start <= index < end and folded[index] not in AROUND
    ]
    while rest and fold(rest[-1]) in STOP_WORDS:  # « imprimer à » Lisieux
        rest.pop()
    communes = Commune.objects.filter(pk__in=keys[runs[start, end]]).order_by("-population", "pk")
    return Sentence(list(communes[:MAX_COMMUNES]), " ".join(rest))


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


def _runs(folded: list[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield each run of words that may be the name of a commune: its (first, end) and the name."""
    for start in range(len(folded)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(folded)) + 1):
            name = " ".join(filter(None, folded[start:end]))
            if name and name not in STOP_WORDS:
                yield (start, end), name


def _communes_called(names: set[str]) -> dict[str, set[str]]:
    """Return the INSEE codes of the communes called one of the folded *names*, or once so."""
    called = Commune.objects.filter(folded_name__in=names).order_by()
    former = FormerCommune.objects.filter(folded_name__in=names).order_by()
    rows = called.values_list("folded_name", "pk").union(
        former.values_list("folded_name", "commune_id"), all=True
    )
    keys: dict[str, set[str]] = {}
    for name, key in rows if names else ():
        keys.setdefault(name, set()).add(key)
    return keys


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
