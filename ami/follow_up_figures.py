"""What carriers said of their projects some months after the answer, counted. Reads only.

A file counts by the last answer of its carrier: what was said at twelve months takes the place of
what was said at six.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from ami.definitions import FieldType
from ami.kinds import FollowUpForm
from ami.kinds.base import OUTCOME_PREFIX
from ami.models import CallPage, Dossier, FollowUp
from core.charts import Bar, Chart, chart_of

CAME_OF = "suites"  # the key of the count of what came of outcomes

LAST = "Selon la dernière réponse de chaque porteur."

Who = Callable[[FollowUp], str]


@dataclass(frozen=True)
class Count:
    """One question counted: who gave each answer, in the order of its choices."""

    key: str
    label: str
    answers: dict[str, set[str]]


@dataclass(frozen=True)
class Total:
    """One number that was asked, and what each gave."""

    key: str
    label: str
    given: dict[str, int]


@dataclass(frozen=True)
class News:
    """What was asked and what was answered.

    ``asked`` and ``answered`` are by month after the answer.
    """

    asked: dict[int, int] = field(default_factory=dict)
    answered: dict[int, int] = field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    totals: tuple[Total, ...] = ()


def news_of(call: CallPage, files: QuerySet[Dossier], who: Who | None = None) -> News | None:
    """Count the follow-ups of *files*; None where the kind of *call* asks nothing, or did not yet.

    Args:
        who: what tells apart those who answer; the file for none.
    """
    form = call.call_kind.follow_up
    rows = list(
        FollowUp.objects.filter(dossier__in=files)
        .select_related("dossier")
        .only(
            "months",
            "sent_at",
            "frozen",
            "dossier__siret",
            "dossier__rna",
            "dossier__carrier_name",
            "dossier__commune_id",
        )
        .order_by("months")
    )
    if form is None or not rows:
        return None
    asked: dict[int, int] = defaultdict(int)
    answered: dict[int, int] = defaultdict(int)
    last = {}
    for each in rows:
        asked[each.months] += 1
        answered[each.months] += each.sent_at is not None
        if each.sent_at:
            last[each.dossier_id] = each
    named = who or (lambda each: str(each.dossier_id))
    answers = last.values()
    return News(asked, answered, _counts(form, answers, named), _totals(form, answers, named))


def follow_up_charts(call: CallPage, reader: Any) -> list[Chart]:
    """Return what *reader* may read of the follow-ups of *call*; nothing before the first one."""
    mine = Dossier.objects.readable_by(reader).deposited()
    news = news_of(call, mine.filter(call=call))
    if news is None:
        return []
    sent = [
        (f"À {months} mois, {words}", numbers[months])
        for months in sorted(news.asked)
        for words, numbers in (("demandées", news.asked), ("données", news.answered))
    ]
    told = [(each.label, sum(each.given.values())) for each in news.totals]
    return [
        chart_of("nouvelles", "Nouvelles des projets", "Nouvelles", "Dossiers", sent),
        *(
            chart_of(
                each.key,
                each.label,
                "Réponse",
                "Dossiers",
                [(label, len(who)) for label, who in each.answers.items() if who],
                LAST,
            )
            for each in news.counts
        ),
        totals_chart("totaux", told, LAST),
    ]


def totals_chart(key: str, told: Iterable[tuple[str, int]], note: str) -> Chart:
    """Return the sums *told*, without bars: people and jobs do not compare."""
    bars = tuple(Bar(label, number) for label, number in told)
    return Chart(key, "En tout, selon les porteurs", "Ce qui est compté", "Total", bars, note)


def _counts(form: FollowUpForm, answers: Iterable[FollowUp], who: Who) -> tuple[Count, ...]:
    found = [
        Count(each.key, form.title_of(each), {label: set() for _, label in each.options})
        for each in form.fields
        if each.type is FieldType.CHOICE
    ]
    labels = {each.key: dict(each.options) for each in form.fields}
    came_of = Count(
        CAME_OF, "Ce que sont devenues les suites", {label: set() for _, label in form.came_of}
    )
    for answer in answers:
        given = answer.answers()
        for count in found:
            _add(count, labels[count.key].get(given.get(count.key, "")), who(answer))
        for key, value in given.items():
            if key.startswith(OUTCOME_PREFIX):
                _add(came_of, dict(form.came_of).get(value), who(answer))
    return (*found, came_of) if form.came_of else tuple(found)


def _add(count: Count, label: str | None, who: str) -> None:
    """Count *who* under *label*; what the kind asks no more counts nowhere."""
    if label in count.answers:
        count.answers[label].add(who)


def _totals(form: FollowUpForm, answers: Iterable[FollowUp], who: Who) -> tuple[Total, ...]:
    totals = [
        Total(each.key, form.title_of(each), {})
        for each in form.fields
        if each.type is FieldType.NUMBER
    ]
    for answer in answers:
        numbers = answer.frozen["numbers"] if answer.frozen else {}
        for total in totals:
            if (number := numbers.get(total.key)) is not None:
                mine = who(answer)
                total.given[mine] = total.given.get(mine, 0) + number
    return tuple(totals)
