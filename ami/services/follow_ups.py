"""Asking the carriers of answered files what became of their projects, some months later.

Each is written to once at each time, and reminded once; never where the file was withdrawn, taken
back, or only sent to somebody else, nor once its carrier has said to stop.
"""

from collections.abc import Iterator
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from ami.checked_steps import CheckedStep
from ami.definitions import AllAnswers, FieldType, FormDefinition
from ami.forms.builder import StepForm, build_form, read_typed
from ami.kinds import ELSEWHERE, CallKind, kinds
from ami.mails import FOLLOW_UP, FOLLOW_UP_REMINDER
from ami.models import Dossier, FollowUp, Orientation
from ami.reading import Answer, read_part, read_typed_answers
from ami.services.telling import tell_carrier
from core.mail.queue import withdraw_mails
from core.rows import for_each

REMINDED_AFTER = timedelta(days=21)
# A question whose day has passed by more is not asked any more: an answer told long before the site
# asked anything brings no mail.
LATEST = relativedelta(months=3)


class AlreadySent(Exception):
    """The answers were sent before; they stay as they are."""


class AnswersRefused(Exception):
    """The answers are not kept: ``form`` knows what is to correct."""

    def __init__(self, form: StepForm) -> None:
        super().__init__()
        self.form = form


def ask_for_news() -> tuple[int, list[str]]:
    """Write to the carriers whose day has come; return how many, and the files that failed.

    Safe to repeat, and to run twice at once: one row for a file and a time.
    """
    asked = 0

    def ask(row: Dossier) -> None:
        nonlocal asked
        dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=row.pk)
        for months in _months_due(dossier):
            _ask(dossier, months)
            asked += 1

    failures = for_each(_due(), ask)
    return asked, failures


def _due() -> Iterator[Dossier]:
    for kind in kinds():
        for months in kind.follow_up.months if kind.follow_up else ():
            yield from _due_for(kind, months).only("pk")


def _months_due(dossier: Dossier) -> list[int]:
    """Return the times at which *dossier*, as it is now, has still to be asked."""
    form = dossier.call_kind.follow_up
    return [
        months
        for months in (form.months if form else ())
        if _due_for(dossier.call_kind, months).filter(pk=dossier.pk).exists()
    ]


def _due_for(kind: CallKind, months: int) -> QuerySet[Dossier]:
    """Return the files of *kind* whose answer was told *months* ago, and that were not asked."""
    told_by = timezone.localdate() - relativedelta(months=months)
    found = _with_an_outcome(kind).filter(
        follow_up_stopped_at=None,
        result_told_at__date__lte=told_by,
        result_told_at__date__gt=told_by - LATEST,
    )
    return found.exclude(pk__in=FollowUp.objects.filter(months=months).values("dossier"))


def _with_an_outcome(kind: CallKind) -> QuerySet[Dossier]:
    """Return the answered files of *kind* that something was proposed to."""
    answered = [value for value, state in kind.states.items() if state.shows_result]
    proposed = Orientation.objects.exclude(outcome=ELSEWHERE)
    return Dossier.objects.filter(
        kind=kind.slug, state__in=answered, pk__in=proposed.order_by().values("dossier")
    )


def _ask(dossier: Dossier, months: int) -> None:
    form = dossier.call_kind.follow_up
    if form is None:
        return
    found = (dossier.call_kind.outcome(each.outcome) for each in dossier.orientations.all())
    step = form.step_about(each for each in found if each and each.key != ELSEWHERE)
    asked = FollowUp.objects.create(
        dossier=dossier,
        months=months,
        definition=FormDefinition(dossier.kind, 1, (step,)).as_json(),
    )
    tell_carrier(dossier, FOLLOW_UP, {"follow_up": asked}, occasion=str(asked.pk))


def remind_of_follow_ups() -> tuple[int, list[str]]:
    """Remind once who has not answered within ``REMINDED_AFTER``; return how many, and failures.

    Twice as late, nobody is: a site that was away does not remind on the day of the next question.
    """
    reminded, now = 0, timezone.now()
    late = FollowUp.objects.awaited().filter(
        asked_at__lte=now - REMINDED_AFTER,
        asked_at__gt=now - 2 * REMINDED_AFTER,
        reminded_at=None,
        dossier__follow_up_stopped_at=None,
    )

    def remind(row: FollowUp) -> None:
        nonlocal reminded
        asked = late.select_for_update(of=("self",)).filter(pk=row.pk).first()
        if asked is None or not asked.dossier.told_orientations():
            return
        asked.reminded_at = now
        asked.save(update_fields=["reminded_at"])
        context = {"follow_up": asked}
        tell_carrier(asked.dossier, FOLLOW_UP_REMINDER, context, occasion=str(asked.pk))
        reminded += 1

    failures = for_each(late.only("pk"), remind)
    return reminded, failures


def form_of(follow_up: FollowUp) -> StepForm:
    """Return the questions, empty."""
    return build_form(follow_up.step, AllAnswers())


@transaction.atomic
def answer(follow_up: FollowUp, data: QueryDict) -> None:
    """Freeze what is answered in *data*, and have no reminder leave.

    Raises:
        AlreadySent: it was answered before. Nothing changes.
        AnswersRefused: something is to correct. Nothing is kept.
    """
    kept = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if kept.sent_at:
        raise AlreadySent
    step = kept.step
    answers = read_typed(step, data)
    form = build_form(step, AllAnswers({step.key: [("", answers)]}), check=True)
    checked = CheckedStep(step, "", form)
    if not checked.is_complete:
        raise AnswersRefused(form)
    numbers = [each.key for each in step.fields if each.type is FieldType.NUMBER]
    kept.frozen = {
        "answers": answers,
        "numbers": {
            key: form.cleaned_data[key] for key in numbers if form.cleaned_data[key] is not None
        },
        "words": [[each.label, each.text] for each in read_part(checked, 1).answers],
    }
    kept.sent_at = timezone.now()
    kept.sent_by = follow_up.dossier.writer
    kept.save(update_fields=["frozen", "sent_at", "sent_by"])
    _withdraw(follow_up.dossier)


def stop_asking(dossier: Dossier) -> None:
    """Never ask the carrier of *dossier* again, nor remind; said twice, it is said once."""
    rows = Dossier.objects.filter(pk=dossier.pk, follow_up_stopped_at=None)
    with transaction.atomic():
        if rows.update(follow_up_stopped_at=timezone.now()):
            _withdraw(dossier)
    dossier.refresh_from_db(fields=["follow_up_stopped_at"])


def drop_awaited(dossier: Dossier) -> None:
    """Forget what was asked and not answered: the answer that it was about is taken back."""
    dossier.follow_ups.awaited().delete()
    _withdraw(dossier)


def _withdraw(dossier: Dossier) -> None:
    """Erase the mails that ask and have not left."""
    for kind in (FOLLOW_UP, FOLLOW_UP_REMINDER):
        withdraw_mails(kind, dossier)


def said_otherwise(follow_up: FollowUp, data: QueryDict) -> list[Answer]:
    """Return what *data* says otherwise than what was sent; nothing for the same sent twice."""
    sent, typed = follow_up.answers(), read_typed(follow_up.step, data)
    other = {key: value for key, value in typed.items() if value != sent.get(key)}
    return read_typed_answers(follow_up.step, other)
