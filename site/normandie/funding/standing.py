"""Whether one may ask for a scheme today, in words: the same on its page, in lists, in search."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.text.formats import long_date
from normandie.funding.choices import Mode
from normandie.funding.models import FundingSchemePage


@dataclass(frozen=True)
class Standing:
    """``badge`` is a kind of ``components/badge.html``, ``label`` two words, ``dates`` a line."""

    badge: str
    label: str
    dates: str


ARCHIVED = Standing("closed", "Dispositif d’hier", "On ne peut plus le demander sous ce nom")
ALL_YEAR = Standing("open", "Ouvert", "Toute l’année, au fil de l’eau")
UNDATED = Standing("unknown", "Appel à projets", "Dates non publiées")
UNKNOWN = Standing("unknown", "Période à demander", "La Région n’a pas publié quand demander")


def standing_of(scheme: FundingSchemePage, today: date | None = None) -> Standing:
    """Say where *scheme* stands on the day *today*, in the time of the region."""
    today = today or timezone.localdate()
    if scheme.is_archived:
        return ARCHIVED
    if scheme.mode == Mode.ALL_YEAR:
        return ALL_YEAR
    if scheme.mode != Mode.CALL:
        return UNKNOWN
    return _of_a_call(scheme.opens_on, scheme.closes_on, today)


def _of_a_call(opens_on: date | None, closes_on: date | None, today: date) -> Standing:
    if closes_on and closes_on < today:
        return Standing("closed", "Clos", f"Depuis le {long_date(closes_on)} à minuit")
    if opens_on is None:
        return UNDATED
    if today < opens_on:
        return Standing("reopens", "À venir", f"Ouvre le {long_date(opens_on)}")
    if closes_on is None:
        return Standing("open", "Ouvert", "Date de clôture non publiée")
    return Standing("open", "Ouvert", f"Jusqu’au {long_date(closes_on)} à minuit")
