"""What has a date in a file: what is awaited, agreed, due or announced, and what is late of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ami.attention import NEAR, quiet_for
from ami.kinds import Silence
from ami.models import Completion, Dossier, Meeting, Opinion
from ami.services.silence import meaning_of_silence, silence_date
from core.text.formats import counted, long_date, long_moment

WORTH = {Silence.ACCEPTS: "une acceptation", Silence.REJECTS: "un rejet"}


@dataclass(frozen=True)
class Deadline:
    """One dated thing: what it is, its day, *when* in full, and what to know of it.

    ``is_late`` is what should be done by now, and is not.
    """

    label: str
    day: date
    when: str
    is_late: bool = False
    note: str = ""

    @property
    def distance(self) -> str:
        """How far it is, where that matters: « en retard de 2 jours », « demain »."""
        days = (self.day - timezone.localdate()).days
        if self.is_late:
            return f"en retard de {counted(-days, 'jour')}" if days < 0 else "en retard"
        if days == 0:
            return "aujourd’hui"
        if days == 1:
            return "demain"
        return f"dans {counted(days, 'jour')}" if 0 < days <= NEAR.days else ""


def deadlines_of(dossier: Dossier, quiet_since: datetime | None = None) -> list[Deadline]:
    """Return the dated things of a deposited file, the first first.

    Args:
        quiet_since: when the file was left, where nothing was done of it for too long.
    """
    found = [
        *(_of_completion(each) for each in dossier.completions.all() if each.is_awaited),
        *(_of_meeting(each) for each in dossier.meetings.all() if each.is_pending),
        *_of_silence(dossier),
        *(_of_opinion(each) for each in dossier.opinions.all() if each.is_awaited),
        *_of_results(dossier),
        *_of_quiet(quiet_since),
    ]
    return sorted(found, key=lambda each: each.day)


def _of_completion(completion: Completion) -> Deadline:
    day = completion.due_on
    return Deadline("Complément attendu", day, long_date(day), completion.is_overdue)


def _of_meeting(meeting: Meeting) -> Deadline:
    now = timezone.now()
    if meeting.starts_at:
        is_over = meeting.starts_at < now
        note = "Notez si elle a eu lieu." if is_over else ""
        return _at("Rencontre", meeting.starts_at, is_late=is_over, note=note)
    slots = meeting.proposed_slots(now)
    if slots:
        return _at("Rencontre proposée, dernier créneau", slots[-1])
    last = max(map(datetime.fromisoformat, meeting.slots), default=meeting.proposed_at)
    note = "Tous les créneaux proposés sont passés."
    return _at("Rencontre proposée", last, is_late=True, note=note)


def _of_opinion(opinion: Opinion) -> Deadline:
    label = f"Avis attendu\u00a0: {opinion.full_name}"
    return Deadline(label, opinion.due_on, long_date(opinion.due_on), opinion.is_overdue)


def _of_silence(dossier: Dossier) -> Iterator[Deadline]:
    """Yield the day at whose end silence is worth a decision, while one is awaited."""
    if not dossier.call_kind.is_request or not dossier.state_words.awaits_answer:
        return
    if day := silence_date(dossier):
        worth = WORTH[meaning_of_silence(dossier)]
        is_over = day < timezone.localdate()
        note = "" if is_over else "Répondez avant la fin de ce jour."
        yield Deadline(f"Le silence vaut {worth}", day, long_date(day), is_over, note)


def _of_results(dossier: Dossier) -> Iterator[Deadline]:
    announced = dossier.call.results_at
    if announced is None:
        return
    if dossier.result_told_at:
        note = "Réponse donnée."
    elif dossier.results_are_out():
        note = "La réponse n’est pas partie." if dossier.state_words.is_open else ""
    else:
        note = "D’ici là, le porteur ne lit rien de la réponse."
    is_late = dossier.results_are_out() and not dossier.result_told_at
    yield _at("Annonce des réponses", announced, dossier.state_words.is_open and is_late, note)


def _of_quiet(since: datetime | None) -> Iterator[Deadline]:
    if since:
        day = timezone.localdate(since + quiet_for())
        note = f"Rien depuis le {long_date(timezone.localdate(since))}."
        yield Deadline("Suite à donner", day, long_date(day), is_late=True, note=note)


def _at(label: str, moment: datetime, is_late: bool = False, note: str = "") -> Deadline:
    return Deadline(label, timezone.localdate(moment), long_moment(moment), is_late, note)
