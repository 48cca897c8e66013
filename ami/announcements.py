"""Where a call stands, in words: the same on its page, in lists, in the search; and its stages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.utils import timezone

from ami.models import CallPage
from ami.models.call import Phase
from core.text.formats import closing_moment, delay, long_moment, time_left
from core.text.french import capitalised, date_span

BADGES = {  # see components/badge.html
    Phase.TO_COME: ("reopens", "À venir"),
    Phase.OPEN: ("open", "Ouvert"),
    Phase.CLOSING: ("postponed", "Ferme bientôt"),
    Phase.CLOSED: ("closed", "Clos"),
    Phase.RESULTS: ("closed", "Clos, réponses annoncées"),
}


@dataclass(frozen=True)
class Announcement:
    """Where a call stands: ``badge`` and ``label`` in two words, ``dates`` in one line, then all of
    it for the page of the call: ``title`` and ``details``, one sentence or two each.
    """

    phase: Phase
    badge: str
    label: str
    dates: str
    title: str
    details: tuple[str, ...]


def announce(call: CallPage, moment: datetime | None = None) -> Announcement:
    """Say where *call* stands at *moment* (now), to the minute in local time."""
    moment = moment or timezone.now()
    phase = call.phase(moment)
    title, *details = SENTENCES[phase](call, moment)
    badge, label = BADGES[phase]
    return Announcement(phase, badge, label, _dates(call, phase), title, tuple(details))


def _dates(call: CallPage, phase: Phase) -> str:
    if call.opens_at is None:
        return "Dates à fixer"
    if phase is Phase.TO_COME:
        return f"Ouvre le {long_moment(call.opens_at)}"
    if call.closes_at is None:
        return "Sans date de clôture"
    if phase in (Phase.OPEN, Phase.CLOSING):
        return f"Jusqu’au {closing_moment(call.closes_at)}"
    last = timezone.localdate(call.closes_at - timedelta(minutes=1))
    return capitalised(date_span(timezone.localdate(call.opens_at), last))


def _to_come(call: CallPage, moment: datetime) -> list[str]:
    if call.opens_at is None:
        return ["Cet appel n’est pas encore ouvert", "Ses dates ne sont pas encore fixées."]
    said = [
        f"Cet appel ouvrira le {long_moment(call.opens_at)}",
        "Vous pouvez déjà lire les questions et préparer vos réponses.",
    ]
    if call.closes_at:
        said.append(f"Il fermera le {closing_moment(call.closes_at)}, heure de Paris.")
    return said


def _open(call: CallPage, moment: datetime) -> list[str]:
    if call.closes_at is None:
        return ["Cet appel est ouvert", "Aucune date de clôture n’est fixée."]
    said = [
        f"Vous pouvez répondre jusqu’au {closing_moment(call.closes_at)}",
        f"Il vous reste {time_left(call.closes_at - moment)} (heure de Paris).",
    ]
    if call.grace:
        said.append(
            f"Un brouillon commencé avant la clôture pourra encore être déposé pendant "
            f"{delay(call.grace)}\u00a0; le dossier dira qu’il est arrivé dans ce délai."
        )
    return said


def _closed(call: CallPage, moment: datetime) -> list[str]:
    closes_at = cast(datetime, call.closes_at)  # only a call with a date closes
    said = [f"Cet appel est clos depuis le {closing_moment(closes_at)}"]
    grace_ends_at = call.grace_ends_at
    if grace_ends_at and moment < grace_ends_at:
        said.append(
            "Vous aviez commencé un brouillon avant la clôture\u00a0? Vous pouvez encore le "
            f"déposer jusqu’au {closing_moment(grace_ends_at)}\u00a0: ouvrez-le par le lien de "
            "votre courriel."
        )
    if call.results_at:
        said.append(f"Les réponses seront annoncées le {long_moment(call.results_at)}.")
    return said


def _results(call: CallPage, moment: datetime) -> list[str]:
    return [
        "Les réponses à cet appel sont annoncées",
        f"L’appel est clos depuis le {closing_moment(cast(datetime, call.closes_at))}.",
        "Vous avez déposé un dossier\u00a0? Sa réponse est sur sa page, que le lien de votre "
        "courriel ouvre.",
    ]


SENTENCES = {
    Phase.TO_COME: _to_come,
    Phase.OPEN: _open,
    Phase.CLOSING: _open,
    Phase.CLOSED: _closed,
    Phase.RESULTS: _results,
}


@dataclass(frozen=True)
class Stage:
    """One stage; ``is_current`` and ``is_over`` at the day that was asked."""

    title: str
    dates: str
    text: str
    is_current: bool
    is_over: bool


def timeline(call: CallPage, today: date | None = None) -> list[Stage]:
    """Return the stages of *call* in order, as of *today*; those of its dates if it says none."""
    today = today or timezone.localdate()
    return [
        Stage(
            title=title,
            dates=words or capitalised(date_span(first, last)),
            text=text,
            is_current=first <= today <= last,
            is_over=last < today,
        )
        for title, first, last, words, text in _stages(call)
    ]


def _stages(call: CallPage) -> Iterator[tuple[str, date, date, str, str]]:
    phases = list(call.phases.all())
    for phase in phases:
        last = phase.ends_on or phase.starts_on
        yield phase.title, phase.starts_on, last, phase.dates_in_words, phase.text
    if phases or call.opens_at is None or call.closes_at is None:
        return
    opening = timezone.localdate(call.opens_at)
    # What closes at midnight closes the day before.
    closing = timezone.localdate(call.closes_at - timedelta(minutes=1))
    yield "Dépôt des dossiers", opening, closing, "", ""
    if call.results_at:
        results = timezone.localdate(call.results_at)
        if (results - closing).days > 1:
            day = timedelta(days=1)
            yield "Lecture des dossiers et échanges", closing + day, results - day, "", ""
        yield "Annonce des réponses", results, results, "", ""
