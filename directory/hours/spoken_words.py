"""Cut hours as people write them, in French or in English, into what each word means.

Nothing is skipped: a word that is not known makes the whole text unknown, for it may change
everything (« sauf en août », « semaines paires », « 1er mardi du mois »).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from core.text.french import MIDNIGHT

from .rules import DAY_CODES

NOON = MIDNIGHT // 2
PUBLIC_HOLIDAYS, SCHOOL_HOLIDAYS = 7, 8  # after the numbers of the days of the week
SELECTORS = (*DAY_CODES, "PH", "SH")


class UnknownWordError(ValueError):
    """Something of the text has no plain meaning."""


class Kind(Enum):
    """What a word of the hours does."""

    DAYS = auto()
    TIME = auto()
    NUMBER = auto()  # an hour without its « h », which the other end of the range may give
    ALL_DAY = auto()
    CLOSED = auto()
    EXCEPT = auto()
    COMMENT = auto()
    HALF_DAY = auto()
    RANGE = auto()
    LIST = auto()
    BREAK = auto()
    NOTHING = auto()  # « de », « ouvert », « : »


@dataclass(frozen=True)
class Word:
    """``days`` are indexes of `SELECTORS`; ``minutes`` count from midnight.

    ``text`` is what is said again (a comment), or tells words of a kind apart: « am », « matin ».
    """

    kind: Kind
    days: tuple[int, ...] = ()
    minutes: int = 0
    text: str = ""


_DAYS = (
    r"lundis?|lun|lu|mondays?|mon|mo",
    r"mardis?|ma|tuesdays?|tues?|tu",
    r"mercredis?|mer|me|wednesdays?|wed|we",
    r"jeudis?|jeu|je|thursdays?|thurs?|thu|th",
    r"vendredis?|ven|ve|fridays?|fri|fr",
    r"samedis?|sam|sa|saturdays?|sat",
    r"dimanches?|dim|di|sundays?|sun|su",
)
# « Mar » is March for OSM and Tuesday for a French reader: other days in French tell which.
_IN_FRENCH = re.compile(r"\b(?:lun|mer|jeu|ven|sam|dim)(?:\b|di|credi|anche)", re.IGNORECASE)
_BOOKING = r"rdv|r\.d\.v\.?|rendez[- ]?vous|r[ée]servation|inscription"
_HALVES = {"mat": (0, 13 * 60), "apr": (NOON, 19 * 60), "soi": (16 * 60, MIDNIGHT)}

Maker = Callable[[re.Match[str]], Word]


def _just(kind: Kind) -> Maker:
    return lambda found: Word(kind, text=found[0].lower())


def _named(*days: int) -> Maker:
    return lambda found: Word(Kind.DAYS, days=days, text=found[0].lower())


def _time(found: re.Match[str]) -> Word:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if minute > 59 or hour * 60 + minute > MIDNIGHT:
        raise UnknownWordError(found[0])
    return Word(Kind.TIME, minutes=hour * 60 + minute)


def _number(found: re.Match[str]) -> Word:
    minutes = int(found[0]) * 60
    if minutes > MIDNIGHT:
        raise UnknownWordError(found[0])
    return Word(Kind.NUMBER, minutes=minutes)


def _english_time(found: re.Match[str]) -> Word:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        raise UnknownWordError(found[0])
    half = f"{found['half'].lower()}m"
    return Word(Kind.TIME, minutes=hour % 12 * 60 + minute + NOON * (half == "pm"), text=half)


def _comment(found: re.Match[str]) -> Word:
    if found[0].startswith('"'):
        return Word(Kind.COMMENT, text=found[0].strip('"'))
    said = re.sub(r"\b(?:rdv|r\.d\.v\.?|rendez[- ]?vous)", "rendez-vous", found[0].lower())
    return Word(Kind.COMMENT, text=said.strip())


_HOUR = r"(?P<hour>\d{1,2})"
_MEANINGS: list[tuple[re.Pattern[str], Maker]] = [
    (re.compile(rf"(?:{pattern})", re.IGNORECASE), maker)
    for pattern, maker in (
        (r"\"[^\"]*\"", _comment),
        (rf"(?:(?:uniquement|seulement|exclusivement) )?(?:sur|avec|sans)(?: prise de)? "
         rf"(?:{_BOOKING})(?!\w)(?: (?:uniquement|seulement|obligatoire|pr[ée]alable)(?!\w))?",
         _comment),
        (r"24 ?/ ?7(?!\w)|24 ?h(?:eures)?(?: ?/ ?| sur )24(?: ?h(?!\w))?"
         r"|24/24|(?:open )?24 hours|jour et nuit", _just(Kind.ALL_DAY)),
        (r"tous les jours(?!\w)(?: de la semaine(?!\w))?|7 ?j?(?: ?/ ?| jours sur )7(?: ?j)?(?!\w)"
         r"|toute la semaine(?!\w)|every ?day(?!\w)|daily(?!\w)", _named(*range(7))),
        (r"en semaine(?!\w)|week ?days(?!\w)", _named(*range(5))),
        (r"week[- ]?ends?(?!\w)", _named(5, 6)),
        (r"(?:les )?jours? f[ée]ri[ée]s?(?!\w)|f[ée]ri[ée]s?(?!\w)|public holidays?(?!\w)|ph(?!\w)",
         _named(PUBLIC_HOLIDAYS)),
        (r"(?:pendant les |les )?vacances(?: scolaires)?(?!\w)|sh(?!\w)", _named(SCHOOL_HOLIDAYS)),
        *((rf"(?:tous les )?(?:{names})(?!\w)\.?", _named(day)) for day, names in enumerate(_DAYS)),
        (rf"{_HOUR}(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])\.? ?m(?!\w)\.?", _english_time),
        (rf"{_HOUR} ?h(?:eures?|rs?)?(?![a-z]) ?(?P<minute>\d\d)?(?!\d)", _time),
        (rf"{_HOUR}[:.](?P<minute>\d\d)(?![\d:])(?: ?h(?!\w))?", _time),
        (r"midi(?!\w)", lambda _: Word(Kind.TIME, minutes=NOON)),
        (r"minuit(?!\w)", lambda _: Word(Kind.TIME, minutes=0)),
        (r"\d{1,2}(?![\d\w])", _number),
        (r"ferm(?:é|e|ée|és|ées|eture)(?!\w)(?: :)?|closed(?!\w)|off(?!\w)", _just(Kind.CLOSED)),
        (r"sauf(?!\w)|hors(?!\w)|except[ée]?(?!\w)", _just(Kind.EXCEPT)),
        (r"(?:le )?(?:matin|apr[èe]s[- ]?midi|soir)s?(?!\w)", _just(Kind.HALF_DAY)),
        (r"-|jusqu['’ ][àa](?!\w)|au(?!\w)|[àa](?!\w)|to(?!\w)", _just(Kind.RANGE)),
        (r"[,/&+]|et(?!\w)|puis(?!\w)|and(?!\w)", _just(Kind.LIST)),
        (r"[\n;|.]", _just(Kind.BREAK)),
        (r"[:()]|(?:de|du|le|les|des|ouvert(?:e|s|es|ure)?|horaires?|open|from|non[- ]stop"
         r"|en continu|sans interruption|journ[ée]e continue)(?!\w)|d['’]|l['’]",
         _just(Kind.NOTHING)),
    )
]  # fmt: skip
_TUESDAY = re.compile(r"mar(?!\w)\.?", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"[^\S\n]+")


def words_of(text: str) -> list[Word]:
    """Return the words of *text* that mean something; raise UnknownWordError if one is unknown."""
    text = _SPACES.sub(" ", _DASHES.sub("-", text.replace("\r", "\n"))).strip()
    is_french = _IN_FRENCH.search(text) is not None
    words, position = [], 0
    while position < len(text):
        if text[position] == " ":
            position += 1
            continue
        word, position = _word_at(text, position, is_french=is_french)
        words.append(word)
    return _without_halves([word for word in words if word.kind is not Kind.NOTHING])


def _word_at(text: str, position: int, *, is_french: bool) -> tuple[Word, int]:
    if is_french and (found := _TUESDAY.match(text, position)):
        return Word(Kind.DAYS, days=(1,)), found.end()
    for pattern, maker in _MEANINGS:
        if found := pattern.match(text, position):
            return maker(found), found.end()
    raise UnknownWordError(text[position : position + 20])


def _without_halves(words: list[Word]) -> list[Word]:
    """Drop « matin » before an hour of the morning; it would mean something anywhere else."""
    kept = []
    for number, word in enumerate(words):
        if word.kind is not Kind.HALF_DAY:
            kept.append(word)
            continue
        first, last = _HALVES[word.text.removeprefix("le ")[:3]]
        after = words[number + 1 : number + 2]
        hours = [each for each in after if each.kind in (Kind.TIME, Kind.NUMBER)]
        if not hours or not first <= hours[0].minutes < last:
            raise UnknownWordError(word.text)
    return kept
