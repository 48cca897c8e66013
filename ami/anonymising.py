"""Taking out of a text who wrote it, and saying where names may still stand.

What is sure is replaced: the names, numbers and addresses that the file is known by, however they
are spaced, accented or cased, and whatever looks like an e-mail address or a telephone number. What
is only likely (a word of a name, initials, an address of a site) is left and listed: a person reads
it before anything is sent. Nothing here asks the database.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings

from core.text.words import LIGATURES, STOP_WORDS, WORD, fold

STRUCTURE, PERSON, PLACE = "[structure]", "[personne]", "[lieu]"
EMAIL, PHONE, NUMBER, ADDRESS, HIDDEN = (
    "[courriel]",
    "[téléphone]",
    "[numéro]",
    "[adresse]",
    "[masqué]",
)
MARKS = re.compile(r"\[(?:structure|personne|lieu|courriel|téléphone|numéro|adresse|masqué)\]")
# « \s » takes every kind of space, those that do not break too.
GAP = r"[\s.\-/()]*"  # between two digits of a number
# Each begins where nothing of its kind stands before: a long word is read once.
IN_EMAIL = r"[^\s@<>()\[\],;:\"«»]"
EMAIL_LIKE = re.compile(rf"(?<!{IN_EMAIL}){IN_EMAIL}+@{IN_EMAIL}+\w")
PHONE_LIKE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)\d{2,3}[\s.\-]?(?:\(0\))?[\s.\-]?|0)[1-9](?:[\s.\-/]{0,2}\d{2}){4}(?!\d)"
)
URL_LIKE = re.compile(
    r"(?:https?://|www\.)\S+|@\w+|(?<![\w.\-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b", re.IGNORECASE
)
TITLE = re.compile(r"\b(?:M\.|MM\.|Mme|Mlle|Mr|Monsieur|Madame|Me|Dr)\s+$")
DIALLED = rf"(?:(?:\+|00)\d{{2,3}}{GAP}(?:0{GAP})?|0{GAP})?"  # before the number of a region
LONG_NUMBER = re.compile(rf"\d(?:{GAP}\d){{7,}}")
LEAST_DIGITS = 8  # of a number that is looked for
SHORTEST_INSIDE = 4  # letters of a word that is looked for inside another one
AROUND = 40  # characters looked at, and shown, on each side of what may name somebody
# Too common in the names of structures to tell one from another. Written folded.
COMMON = (
    frozenset(
        """
    association associations asso commune communes communaute ville mairie centre maison espace
    atelier ateliers foyer club comite office syndicat mixte societe entreprise groupe reseau pays
    public publique numerique numeriques social sociale culturel culturelle rural rurale
    departement region france exemple
    """.split()  # noqa: SIM905
    )
    | {*fold(" ".join([settings.REGION.name, *settings.REGION.adjectives])).split()}
    | STOP_WORDS
)


@dataclass(frozen=True)
class Identity:
    """By what a file is known: names of its structure, of people, of places, and the rest."""

    structures: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # SIRET, SIREN, RNA
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()  # what staff want out besides


@dataclass(frozen=True)
class Doubt:
    """A place where a name may stand: why, and the words around it."""

    why: str
    before: str
    found: str
    after: str


@dataclass(frozen=True)
class Word:
    """A word of a text, where it stands, and as it is compared."""

    start: int
    end: int
    folded: str


class Anonymiser:
    """Replaces and doubts for one identity; made once for all the texts of a file."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        marked = (
            (identity.hidden, HIDDEN),
            (identity.addresses, ADDRESS),
            (identity.structures, STRUCTURE),
            (identity.people, PERSON),
            (identity.places, PLACE),
        )
        turned = {form: PERSON for name in _forms(identity.people) for form in _turned(name)}
        forms = {form: mark for names, mark in reversed(marked) for form in _forms(names)}
        # The longest first: a name may hold another one.
        self.forms = sorted((turned | forms).items(), key=lambda form: (-len(form[0]), form[0]))
        numbers = identity.numbers
        self.patterns = [
            (EMAIL_LIKE, EMAIL),
            *((_literally(each), EMAIL) for each in identity.emails),
            *((pattern, NUMBER) for pattern in _numbers([*numbers, *map(_siren, numbers)])),
            (PHONE_LIKE, PHONE),
            *((pattern, PHONE) for pattern in _numbers(identity.phones, _local, DIALLED)),
            # Names without a word: signs alone.
            *(
                (_literally(each), mark)
                for names, mark in marked
                for each in names
                if not _words(each)
            ),
        ]
        self.tells = list(self._tells())

    def hide(self, text: str) -> str:
        """Return *text* with what names somebody for sure replaced."""
        text = _tidy(text)
        for pattern, mark in self.patterns:
            text = pattern.sub(mark, text)
        return self._without_names(text)

    def _without_names(self, text: str) -> str:
        """Replace names, the longest first: no word is part of two."""
        words = [word for word in _words(text) if not _is_marked(text, word)]
        folded = tuple(word.folded for word in words)
        starts = defaultdict(list)
        for at, word in enumerate(folded):
            starts[word].append(at)
        taken: set[int] = set()
        found: list[tuple[int, int, str]] = []
        for form, mark in self.forms:
            for at in starts[form[0]]:
                own = range(at, at + len(form))
                name = words[at : at + len(form)]
                if folded[at : own.stop] != form or not taken.isdisjoint(own):
                    continue
                if _together(text, name):
                    taken.update(own)
                    found.append((name[0].start, _end_of(text, name), mark))
        for start, end, mark in sorted(found, reverse=True):
            text = text[:start] + mark + text[end:]
        return text

    def doubts(self, text: str) -> list[Doubt]:
        """Return where names may still stand in *text*, in its order."""
        text = _tidy(text)
        found: dict[tuple[int, int], str] = {}
        for pattern, why in (
            (EMAIL_LIKE, "ressemble à une adresse électronique"),
            (URL_LIKE, "ressemble à une adresse de site ou à un nom de compte"),
            (LONG_NUMBER, "ressemble à un numéro"),
        ):
            for match in pattern.finditer(text):
                found.setdefault(match.span(), why)
        for word in _words(text):
            if _is_marked(text, word):
                continue
            why = next((said for said, fits in self.tells if fits(text, word)), "")
            if why:
                found.setdefault((word.start, word.end), why)
        return [_doubt(text, *span, why) for span, why in sorted(found.items())]

    def _tells(self) -> Iterator[tuple[str, Callable[[str, Word], bool]]]:
        """Yield why a word may name somebody, and how it is seen."""
        people = {word for name in self.identity.people for word in _folded(name)}
        structures = {word for name in self.identity.structures for word in _folded(name)}
        places = {word for name in self.identity.places for word in _folded(name)}
        own = (structures | places) - COMMON
        initials = {_initials(name) for name in self.identity.structures} - {""}
        yield "mot du nom d’une personne", _holds(people - STOP_WORDS)
        yield "mot du nom de la structure ou du lieu", _holds(own)
        yield (
            "initiales de la structure",
            lambda text, word: word.folded in initials and text[word.start : word.end].isupper(),
        )
        boxes = {part for each in self.identity.emails for part in _folded(each.partition("@")[0])}
        yield "début d’une adresse électronique", _holds(boxes - COMMON)
        yield (
            "précédé d’une civilité",
            lambda text, word: (
                text[word.start].isupper()
                and bool(TITLE.search(text, max(0, word.start - AROUND), word.start))
            ),
        )


def _holds(wanted: Iterable[str]) -> Callable[[str, Word], bool]:
    """Return a test: the word is one of *wanted*, or holds one of its longer ones."""
    known = {each for each in wanted if len(each) > 1}
    long = [each for each in known if len(each) >= SHORTEST_INSIDE]
    return lambda text, word: word.folded in known or any(each in word.folded for each in long)


def _tidy(text: str) -> str:
    """Return *text* with its accents on their letters, without signs that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if unicodedata.category(char) != "Cf")


def _plain(word: str) -> str:
    """Return *word* as it is compared: without case nor accents, in any alphabet."""
    decomposed = unicodedata.normalize("NFKD", word.translate(LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def _words(text: str) -> list[Word]:
    return [Word(*match.span(), _plain(match.group())) for match in WORD.finditer(text)]


def _folded(text: str) -> list[str]:
    return [word.folded for word in _words(text)]


def _forms(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield *names* as sequences of words: whole, line by line, without what is in brackets.

    One word alone that many names hold (« association ») is no part that names somebody.
    """
    for name in map(_tidy, names):
        if whole := tuple(_folded(name)):
            yield whole
        bare = re.sub(r"\([^)]*\)", " ", name)
        for part in (bare, *bare.splitlines()):
            words = tuple(_folded(part))
            while words:
                if len(words) > 1 or words[0] not in COMMON:
                    yield words
                if words[0] not in STOP_WORDS:
                    break
                words = words[1:]


def _turned(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield *name* begun at each other word: « Le Goff Anne » of « Anne Le Goff »."""
    return (name[at:] + name[:at] for at in range(1, len(name)))


def _literally(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text), re.IGNORECASE)


def _together(text: str, words: list[Word]) -> bool:
    """Whether nothing but signs and spaces stands between *words*: no mark put there before."""
    return not any("]" in text[a.end : b.start] for a, b in pairwise(words))


def _end_of(text: str, words: list[Word]) -> int:
    """Return where a name of these *words* ends, with the bracket that it closes."""
    start, end = words[0].start, words[-1].end
    opened = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if opened and text.startswith(")", end) else end


def _is_marked(text: str, word: Word) -> bool:
    """Whether *word* is what was put in the place of a name."""
    return MARKS.match(text, word.start - 1) is not None if word.start else False


def _numbers(
    numbers: Iterable[str], part: Callable[[str], str] = str, before: str = ""
) -> Iterator[re.Pattern[str]]:
    """Yield patterns that find *part* of each of *numbers*, whatever spaces it.

    Args:
        before: a pattern of what may come before it.
    """
    for each in numbers:
        signs = [char for char in part(each) if char.isalnum()]
        if len(signs) >= LEAST_DIGITS:
            yield re.compile(before + GAP.join(map(re.escape, signs)), re.IGNORECASE)


def _siren(number: str) -> str:
    """Return what begins a SIRET, which names the structure as well; nothing of another number."""
    digits = "".join(char for char in number if char.isdigit())
    return digits[:9] if len(digits) == 14 else ""


def _local(phone: str) -> str:
    """Return what a number has in all its spellings: « 231000000 » of « +33231000000 »."""
    return "".join(char for char in phone if char.isdigit())[-9:]


def _initials(name: str) -> str:
    """Return the initials of a name of several words, small ones left out: « lpb »."""
    words = [word for word in _folded(name) if word not in STOP_WORDS or word in ("les", "le")]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _doubt(text: str, start: int, end: int, why: str) -> Doubt:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Doubt(
        why,
        ("…" if start > AROUND else "") + before,
        text[start:end],
        after + ("…" if end + AROUND < len(text) else ""),
    )
