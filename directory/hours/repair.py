"""Mend the hours that people and national files write almost as OSM asks."""

import re

from .rules import outside_comments
from .timetable import MAX_LENGTH, is_readable

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)"
_TIME = r"\d{1,2}:\d\d"

# What is written -> what OSM says, in order; each sees the text as left by the one before.
# Words first, then times, then what stands between them.
MENDS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"[\u00a0\u2007\u2009\u202f\t]", " "),
        (r"\s*[\r\n]+\s*", "; "),
        (r"\s*[\u2010-\u2015\u2212]\s*", "-"),
        (r"\bsur (?:rdv|rendez[- ]vous)\b", '"sur rendez-vous"'),
        (r"\b(?:24 ?h?/24|24/24|24h sur 24)(?:[ ,;-]*(?:et )?7 ?j?(?:/| sur )7)?\b", "24/7"),
        (r"\bferm(?:é|e|ée|és)(?!\w)", "off"),
        (r"\b(?:les )?jours? f[ée]ri[ée]s?(?!\w)", "PH"),
        (r"\b(?:pendant les )?vacances(?: scolaires)?\b", "SH"),
        (r"\b(?:mon|monday)\b", "Mo"),
        (r"\b(?:tue|tues|tuesday)\b", "Tu"),
        (r"\b(?:wed|wednesday)\b", "We"),
        (r"\b(?:thu|thur|thurs|thursday)\b", "Th"),
        (r"\b(?:fri|friday)\b", "Fr"),
        (r"\b(?:sat|saturday)\b", "Sa"),
        (r"\b(?:sun|sunday)\b", "Su"),
        (r"\b(?:lu|lun|lundis?)\b\.?", "Mo"),
        (r"\b(?:ma|mardis?)\b\.?", "Tu"),  # not « mar », which is March
        (r"\b(?:me|mer|mercredis?)\b\.?", "We"),
        (r"\b(?:je|jeu|jeudis?)\b\.?", "Th"),
        (r"\b(?:ve|ven|vendredis?)\b\.?", "Fr"),
        (r"\b(?:sa|sam|samedis?)\b\.?", "Sa"),
        (r"\b(?:di|dim|dimanches?)\b\.?", "Su"),
        (r"\bph\b", "PH"),
        (r"\bsh\b", "SH"),
        (r"\b(?:ouvert|tous les jours|de|du|le|les)\s+(?=\w)", ""),
        (r"(?<!\d)(\d{1,2}) ?h ?(\d\d)(?!\d)", r"\1:\2"),
        (r"(?<!\d)(\d{1,2}) ?h(?:eures?)?(?!\w)", r"\1:00"),
        (r"(?<![\d.:])(\d{1,2})\.(\d\d)(?![\d.])", r"\1:\2"),
        (r"(?<![\d:])(\d):(?=\d\d)", r"0\1:"),
        (rf"(?<=\d\d)\s*(?:à|a|-)\s*(?={_TIME})", "-"),
        (rf"({_DAY})\s*(?:au|à|-)\s*(?={_DAY}\b)", r"\1-"),
        (rf"({_DAY})\s*(?:et|&)\s*(?={_DAY}\b)", r"\1,"),
        (rf"({_DAY})\s*:\s*", r"\1 "),
        (rf"(?<=\d\d)\s*(?:et|puis|/|&|\+)\s*(?={_TIME})", ","),
        (rf"(?<=\d\d)\s+(?={_TIME})", ","),
        (rf"(?<=:\d\d)\s*[,/]?\s*(?={_DAY}\b)", "; "),
        (r"\b00:00-00:00\b", "00:00-24:00"),
        (r"\bMo-Su 00:00-24:00", "24/7"),
        (r"(?<=\w) 24/7", " 00:00-24:00"),
        (r"\s*;[;,\s]*", "; "),
        (r" {2,}", " "),
    )
]
# « Mar » is March for OSM and Tuesday for a French reader: nobody but the author can tell.
_TUESDAY_OR_MARCH = re.compile(r"\bmar\b", re.IGNORECASE)


def repair_hours(text: str) -> str:
    """Return *text* mended into OSM hours where its meaning is plain, else only stripped.

    Mends what national files hold (``Mo-Sun 00:00-00:00``, a last ``;``, lost quotes) and French
    ways of writing (« lundi au vendredi 9h-12h »). Never raises; mending twice changes nothing.
    """
    text = text.strip()
    if not text or len(text) > MAX_LENGTH or is_readable(text) or _TUESDAY_OR_MARCH.search(text):
        return text
    mended = text
    for pattern, replacement in MENDS:
        mended = outside_comments(pattern, replacement, mended)
    mended = mended.strip(" ;,.")
    return mended if is_readable(mended) else text
