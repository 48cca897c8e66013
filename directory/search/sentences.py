"""Where a phrase looks: « imprimer à Lisieux » names a commune, and something to find there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.cache import IN_PROCESS
from core.listing.params import SearchParams
from core.text.words import STOP_WORDS, WORD, fold, fold_name, stem
from directory.caches import directory_cache
from directory.models import Commune, FormerCommune, PlaceWord

from .communes import communes_like
from .everyday import everyday_words

LONGEST_NAME = 8  # words of the name of a commune
SHORT_NAME = 3  # letters of a name that only counts at the end: « Eu », « Ger »
# Communes that are called as things are: they count after a preposition only.
LIKE_WORDS = frozenset("dance forges male ormes poses ponts rives sure terres vieux".split())  # noqa: SIM905
# What people call a town: « Cherbourg » for Cherbourg-en-Cotentin.
CALLED = re.compile(r"(?P<short>[a-z]{5,}) (?:en|sur|sous|au|aux|a|de|du|d|l|la|le|les) .+")
LARGE = 2_000  # inhabitants of a commune that people call so
SHORTEST_MENDED = 5  # letters of a name that one letter may mend
BEFORE_A_NAME = frozenset("a de d en vers pres sur".split())  # noqa: SIM905
MAX_COMMUNES = 2  # of the same name
# Words that tell where, once the commune is known.
AROUND = frozenset("pres proche proximite autour alentours environs vers cote chez moi".split())  # noqa: SIM905
WHERE = ("commune", "lat", "lon")  # parameters that say where, whatever the phrase says


@dataclass(frozen=True)
class Sentence:
    """What a text says: the communes that it names (the same name), and the words around it.

    ``mended`` is the name as it was typed, where one letter made a commune of it.
    """

    communes: list[Commune] = field(default_factory=list)
    rest: str = ""
    mended: str = ""


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
        return _mended(text, words, folded)
    start, end = max(named, key=lambda run: (run[1] - run[0], run[0]))
    rest = _words_around(words, folded, start, end)
    communes = Commune.objects.filter(pk__in=keys[runs[start, end]]).order_by("-population", "pk")
    return Sentence(list(communes[:MAX_COMMUNES]), rest)


def _words_around(words: list[str], folded: list[str], start: int, end: int) -> str:
    """Return *words* without those from *start* to *end*, and without what says « near »."""
    rest = [
        word
        for index, word in enumerate(words)
        if not start <= index < end and folded[index] not in AROUND
    ]
    while rest and fold(rest[-1]) in STOP_WORDS:  # « imprimer à » Lisieux
        rest.pop()
    return " ".join(rest)


def _mended(text: str, words: list[str], folded: list[str]) -> Sentence:
    """Read *text* again, its last word being a commune that one letter makes of it.

    Only where that word tells nothing else, and is not alone.
    """
    last = folded[-1] if len(folded) > 1 else ""
    if len(last) < SHORTEST_MENDED or _is_known(last):
        return Sentence(rest=text)
    like = [each for each in communes_like(last) if each.commune.folded_name[:1] == last[:1]]
    if not like:
        return Sentence(rest=text)
    around = _words_around(words, folded, len(words) - 1, len(words))
    return Sentence([like[0].commune], around, mended=words[-1])


def _is_known(word: str) -> bool:
    """Say whether the folded *word* is of a sheet, or one of those of every day."""
    words, found = everyday_words(), stem(word)
    if found in words.stems | words.asking | words.places:
        return True
    return PlaceWord.objects.filter(stem=found).exists()


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
    for name in (names - keys.keys()) & _short_names().keys():
        keys[name] = {_short_names()[name]}
    return keys


def _short_names() -> dict[str, str]:
    """Return what people call the larger communes, with the INSEE code of the largest of each."""

    def read() -> dict[str, str]:
        large = Commune.objects.filter(population__gte=LARGE).order_by("population", "-pk")
        found = large.values_list("folded_name", "pk")
        called = ((CALLED.fullmatch(name), key) for name, key in found)
        return {match["short"]: key for match, key in called if match}

    return directory_cache.get_or_compute("short-names", (), read)
