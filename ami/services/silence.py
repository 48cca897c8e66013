"""What the silence of the administration means for a request, and from when.

Code des relations entre le public et l'administration: silence kept on a request is worth an
acceptance or a rejection (L. 231-1, L. 231-4), from the date that the receipt says (R. 112-11-1).
A request to be completed changes it (L. 114-5): the delay of an acceptance runs from what was asked
for; that of a rejection stops while the carrier has time to answer.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from ami.kinds import DRAFT, SILENCE_ACTIONS, Silence
from ami.models import Dossier
from core.rows import for_each
from core.workflow import Actor


def meaning_of_silence(dossier: Dossier) -> Silence:
    """Return what silence is worth for *dossier*: as its receipt says.

    Until there is one, as its call says, else its kind: what the call says later changes nothing.
    """
    if dossier.frozen:
        return Silence(dossier.frozen["receipt"]["silence"])
    if not dossier.call_kind.is_request:
        return Silence.NONE
    return Silence(dossier.call.silence or dossier.call_kind.silence)


def first_silence_date(dossier: Dossier) -> date | None:
    """Return the date that the receipt bears: nothing was asked for yet. None for no effect."""
    if dossier.frozen:
        day = dossier.frozen["receipt"]["silence_on"]
        return date.fromisoformat(day) if day else None
    if dossier.deposited_at is None or meaning_of_silence(dossier) is Silence.NONE:
        return None
    return timezone.localdate(dossier.deposited_at) + _delay(dossier)


def silence_months(dossier: Dossier) -> int:
    """Return after how many months silence is worth a decision, as ``meaning_of_silence``."""
    if dossier.frozen:
        return int(dossier.frozen["receipt"]["silence_months"])
    return int(dossier.call.silence_months or dossier.call_kind.silence_months)


def silence_date(dossier: Dossier) -> date | None:
    """Return the date at whose end silence is worth a decision, as things stand.

    None where it never is, once it was closed and reopened (a person then answers), and while
    an acceptance waits for what the carrier was asked.
    """
    date_of_receipt = first_silence_date(dossier)
    if date_of_receipt is None or _was_closed(dossier):
        return None
    pauses = list(_pauses(dossier))
    if meaning_of_silence(dossier) is Silence.REJECTS:
        return date_of_receipt + sum((end - start for start, end, _ in pauses), timedelta(0))
    if any(is_on for _, _, is_on in pauses):
        return None
    return pauses[-1][1] + _delay(dossier) if pauses else date_of_receipt


def apply_silence() -> tuple[int, list[str]]:
    """Make the decisions that silence is worth, each the day after its date; safe to repeat.

    Return how many, and the files that failed.
    """
    today, decided = timezone.localdate(), 0

    def decide(dossier: Dossier) -> None:
        nonlocal decided
        on = silence_date(dossier)
        action = SILENCE_ACTIONS.get(meaning_of_silence(dossier), "")
        table = dossier.call_kind.transitions
        if on and on < today and table.transition(action, dossier.state):
            table.apply(dossier, action, Actor.system())
            decided += 1

    failures = for_each(Dossier.objects.requests().select_related("call"), decide)
    return decided, failures


def _was_closed(dossier: Dossier) -> bool:
    """Whether it had its end before: a decision, a withdrawal, or silence itself."""
    states = dossier.call_kind.states
    ends = {key for key, state in states.items() if key != DRAFT and not state.is_open}
    return any(entry.source in ends for entry in dossier.history.all())


def _delay(dossier: Dossier) -> relativedelta:
    return relativedelta(months=silence_months(dossier))


def _pauses(dossier: Dossier) -> Iterator[tuple[date, date, bool]]:
    """Yield each time that the carrier was asked something: from, until, and whether it goes on.

    It ends with the answer, or with the date given for it.
    """
    states, start = dossier.call_kind.states, None
    for entry in dossier.history.all():
        state = states.get(entry.target)  # none: the kind has it no more
        if state and state.suspends_clock:
            start = start or entry.at
        elif start:
            yield _pause(dossier, start, entry.at, is_on=False)
            start = None
    if start:
        yield _pause(dossier, start, timezone.now(), is_on=True)


def _pause(
    dossier: Dossier, start: datetime, end: datetime, *, is_on: bool
) -> tuple[date, date, bool]:
    last = timezone.localdate(end)
    asked = [each for each in dossier.completions.all() if each.asked_at <= end]
    if asked and meaning_of_silence(dossier) is Silence.REJECTS:
        due_on = asked[-1].due_on
        last = due_on if is_on else min(last, due_on)
    return timezone.localdate(start), max(timezone.localdate(start), last), is_on
