"""Whether one may ask for a scheme today, in words: the same on its page, in lists, in search."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ami.models import CallPage
from ami.models.call import Phase
from core.text.formats import closing_moment, long_date
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
UNCLOSED = Standing("open", "Ouvert", "Date de clôture non publiée")
UNDATED = Standing("unknown", "Appel à projets", "Dates non publiées")
UNKNOWN = Standing("unknown", "Période à demander", "La Région n’a pas publié quand demander")


def standing_of(scheme: FundingSchemePage, moment: datetime | None = None) -> Standing:
    """Say where *scheme* stands at *moment* (now): of a call of this site, where that stands."""
    moment = moment or timezone.now()
    if scheme.is_archived:
        return ARCHIVED
    if scheme.mode == Mode.ALL_YEAR:
        return ALL_YEAR
    if scheme.mode != Mode.CALL:
        return UNKNOWN
    if scheme.call_id:
        return _of_the_page(scheme.open_call, moment)
    return _of_days(scheme.opens_on, scheme.closes_on, timezone.localdate(moment))


def _of_the_page(call: CallPage | None, moment: datetime) -> Standing:
    """A call that is not published says nothing yet."""
    if call is None or call.opens_at is None:
        return UNDATED
    if call.phase(moment) is Phase.TO_COME:
        opening = long_date(timezone.localdate(call.opens_at))
        return Standing("reopens", "À venir", f"Ouvre le {opening}")
    if call.closes_at is None:
        return UNCLOSED
    closing = closing_moment(call.closes_at)
    if call.is_open(moment):
        return Standing("open", "Ouvert", f"Jusqu’au {closing}")
    return Standing("closed", "Clos", f"Depuis le {closing}")


def _of_days(opens_on: date | None, closes_on: date | None, today: date) -> Standing:
    if closes_on and closes_on < today:
        return Standing("closed", "Clos", f"Depuis le {long_date(closes_on)} à minuit")
    if opens_on is None:
        return UNDATED
    if today < opens_on:
        return Standing("reopens", "À venir", f"Ouvre le {long_date(opens_on)}")
    if closes_on is None:
        return UNCLOSED
    return Standing("open", "Ouvert", f"Jusqu’au {long_date(closes_on)} à minuit")
