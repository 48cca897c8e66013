"""One way of reading French text, for what is stored and for what is typed.

Both sides pass through here, so that every database finds the same places
(docs/decisions/0003-text-search.md).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
STEM_LENGTH = 60  # of what tables of words hold
SHORT = 3  # letters of a word whose last « s » is no plural (« bus », « pas »)
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
WORD = re.compile(r"[^\W_]+")  # in a text that is not folded

# Too common to tell one place from another. Written folded.
STOP_WORDS = frozenset(
    """
    a au aux avec ce ces d dans de des du elle en et il je l la le les leur lui ma mais me mes mon
    n ne nos notre nous on ou par pas pour qu que qui s sa se ses son sur ta te tes toi ton tu un
    une vos votre vous c j m t y est
    """.split()  # noqa: SIM905  (a list of words reads better than a list of quotes)
)

# Words that people write in several ways, brought to one. Pairs are joined before single words.
JOINED_PAIRS = {
    ("tiers", "lieu"): "tierslieu",
    ("tiers", "lieux"): "tierslieu",
    ("tier", "lieu"): "tierslieu",
    ("tier", "lieux"): "tierslieu",
    ("fab", "lab"): "fablab",
    ("fab", "labs"): "fablab",
    ("co", "working"): "coworking",
    ("wi", "fi"): "wifi",
    ("e", "mail"): "email",
    ("e", "mails"): "email",
}
SPELLINGS = {
    "tierslieux": "tierslieu",
    "tierlieu": "tierslieu",
    "lieux": "lieu",
    "fablabs": "fablab",
    "labelise": "labellise",
    "labelises": "labellise",
    "labelisee": "labellise",
    "labelisees": "labellise",
    "labelisation": "labellisation",
    "ordi": "ordinateur",
    "ordis": "ordinateur",
    "pc": "ordinateur",
    "mails": "email",
    "mail": "email",
    "courriel": "email",
    "courriels": "email",
    "st": "saint",
    "ste": "sainte",
}


def fold(text: str) -> str:
    """Return *text* in plain lower-case words: « Saint-Lô » and « SAINT LO » give « saint lo »."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return NOT_A_WORD.sub(" ", bare.lower()).strip()


def slug_of(text: str) -> str:
    """Return *text* as the addresses of the site carry it: « Saint-Lô » gives « saint-lo »."""
    return fold(text).replace(" ", "-")


def fold_name(text: str) -> str:
    """Fold the name of a commune: « St-Lô » and « saint lo » give the same."""
    return " ".join(
        SPELLINGS[word] if word in ("st", "ste") else word for word in fold(text).split()
    )


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a folded French *word* (Snowball), after spelling is brought to one.

    The plural goes first: Snowball alone takes « loisir » for a verb, and « loisirs » for a noun.
    A stemmer works on the word inside itself: shared, it would mix up the words of two threads.
    Each word has its own, which costs a fortieth of the work.
    """
    word = SPELLINGS.get(word, word)
    stemmer = snowballstemmer.stemmer("french")
    return stemmer.stemWord(word.removesuffix("s") if len(word) > SHORT else word)


def stems(text: str) -> Iterator[str]:
    """Yield the stems of the telling words of *text*, in order, repeats included."""
    for _, _, found in _units(fold(text).split()):
        yield found


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the telling words of *text* as (start, end, stem), to show where they stand in it."""
    words, places = [], []
    for match in WORD.finditer(text):
        for word in fold(match.group()).split():
            words.append(word)
            places.append(match)
    for first, last, found in _units(words):
        yield places[first].start(), places[last].end(), found


def _units(words: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first, last, stem) of the telling words or pairs of the folded *words*."""
    index = 0
    while index < len(words):
        pair = JOINED_PAIRS.get((words[index], words[index + 1] if index + 1 < len(words) else ""))
        if pair:
            yield index, index + 1, stem(pair)
            index += 2
            continue
        if words[index] not in STOP_WORDS:
            yield index, index, stem(words[index])
        index += 1
