"""Where a phrase looks: « imprimer à Lisieux » names a commune, and something to find there."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.cache import IN_PROCESS
from core.listing.params import SearchParams
from core.text.words import STOP_WORDS, WORD, fold, fold_name
from directory.caches import directory_cache
from directory.models import Commune, FormerCommune

LONGEST_NAME = 8  # words of the name of a commune
SHORT_NAME = 3  # letters of a name that only counts at the end: « Eu », « Ger »
# Communes that are called as things are: they count after a preposition only.
LIKE_WORDS = frozenset({"dance", "male", "ormes", "poses", "ponts", "sure", "vieux"})
BEFORE_A_NAME = frozenset("a de d en vers pres sur".split())  # noqa: SIM905
MAX_COMMUNES = 2  # of the same name
# Words that tell where, once the commune is known.
AROUND = frozenset("pres proche proximite autour alentours environs vers cote chez moi".split())  # noqa: SIM905
WHERE = ("commune", "lat", "lon")  # parameters that say where, whatever the phrase says


@dataclass(frozen=True)
class Sentence:
    """What a text says: the communes that it names (the same name), and the words around it."""

    communes: list[Commune] = field(default_factory=list)
    rest: str = ""


def sentence_of(params: SearchParams) -> Sentence:
    """Read « q », whose commune counts only where no other parameter says where."""
    text = params.text("q")
    if not text or any(params.text(name) for name in WHERE):
        return Sentence(rest=text)
    return read_sentence(text)


def read_sentence(text: str) -> Sentence:
    """Find the commune that *text* names, if any: the longest name, the last one said."""
    return directory_cache.get_or_compute("sentence", text, lambda: _read(text), alias=IN_PROCESS)


def _read(text: str) -> Sentence:
    words = [match.group() for match in WORD.finditer(text)]
    folded = [fold_name(word) for word in words]
    runs = dict(_runs(folded))
    keys = _communes_called(set(runs.values()))
    named = [run for run, name in runs.items() if name in keys and _is_told(run, name, folded)]
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


def _is_told(run: tuple[int, int], name: str, folded: list[str]) -> bool:
    """Say whether the words of *run* are there for the commune, and for nothing else."""
    start, end = run
    if start and folded[start - 1] in BEFORE_A_NAME:
        return True
    return name not in LIKE_WORDS and (len(name) > SHORT_NAME or end == len(folded))


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
