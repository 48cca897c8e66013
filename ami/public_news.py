"""What anyone may read of what carriers said after the answer: numbers alone, and none too small.

A number below ``ami.figures.SMALL`` is not told, nor left to a subtraction. A sum that one carrier
makes most of would tell theirs: it is not published (the rule of French public statistics, 85 %).
"""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from ami.figures import SMALL, Chart, chart_of
from ami.follow_up_figures import Count, News, Total, Who, news_of, totals_chart
from ami.models import CallPage, Dossier

OTHERS = "Autres réponses"
MOST_OF_A_SUM = 0.85
NOTE = "Selon la dernière réponse de chaque porteur qui en a donné une."


def public_news(call: CallPage, files: QuerySet[Dossier], who: Who) -> tuple[Chart, ...]:
    """Return the follow-ups of *files* counted by carrier, as *who* tells them apart."""
    news = news_of(call, files, who)
    return tuple(_charts(news)) if news else ()


def _charts(news: News) -> Iterator[Chart]:
    for each in news.counts:
        if numbers := _together(each):
            yield chart_of(
                f"nouvelles-{each.key}", each.label, "Réponse", "Structures", numbers, NOTE
            )
    told = [(each.label, sum(each.given.values())) for each in news.totals if _may_be_told(each)]
    if told:
        yield totals_chart("nouvelles-totaux", told, NOTE)


def _together(count: Count) -> list[tuple[str, int | None]]:
    """Return how many gave each answer; those that few gave as one. Nothing if all are few.

    Where those few are too few together, the least given of the others joins them.
    """
    given: Mapping[str, set[str]] = {label: who for label, who in count.answers.items() if who}
    order = sorted(given, key=lambda label: (-len(given[label]), label))
    shown = [each for each in order if len(given[each]) >= SMALL]
    hidden = set[str]().union(*(given[each] for each in order[len(shown) :]))
    while hidden and len(hidden) < SMALL and shown:
        hidden |= given[shown.pop()]
    numbers: list[tuple[str, int | None]] = [(each, len(given[each])) for each in shown]
    return [*numbers, (OTHERS, len(hidden))] if shown and hidden else numbers


def _may_be_told(total: Total) -> bool:
    numbers = [each for each in total.given.values() if each]
    return len(numbers) >= SMALL and max(numbers) < MOST_OF_A_SUM * sum(numbers)
