"""Events of the agenda that have a date to come, told by the first one that is held."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from core.engine.query import NOTHING, Query, after, microseconds
from core.text.index import TITLE_WEIGHT
from core.text.matching import MatchingQuerySet
from events.dates import line_of
from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from normandie.search.excerpts import excerpt, marked
from normandie.search.models import PageText, PageWord
from normandie.search.questions import Question

from .base import ORDER, Result, Source, Suggestion

EVENT = "page__eventpage"  # from the text of a page to the event that it is


class Events(Source):
    slug = "evenements"
    title = "Événements"
    counted = ("Aucun événement", "1 événement", "{} événements")
    words = PageWord

    def find(self, question: Question) -> MatchingQuerySet:
        return self._open(question).matching(question.text).order_by(*ORDER)

    def engine_conditions(self, question: Question) -> list[Query]:
        """Ask for those of the directory that have a date to come."""
        if question.site.directory is None:
            return [NOTHING]
        return [after("until", microseconds(timezone.now()))]

    def show(self, rows: MatchingQuerySet, question: Question) -> list[Result]:
        return [
            Result(
                title=marked(date.event.title, question.stems),
                url=_url(date, question),
                kind=date.event.kind_label,
                where=f"{date.place.title}, {date.place.commune.name}, {line_of(date).day}",
                excerpt=excerpt(date.event.title, text.text.split("\n"), question.stems),
            )
            for text, date in _with_dates(rows)
        ]

    def suggest(self, question: Question, limit: int) -> list[Suggestion]:
        found = self._open(question).beginning(question.text, TITLE_WEIGHT)
        return [
            Suggestion(date.event.title, _url(date, question), line_of(date).day)
            for _, date in _with_dates(found.order_by(*ORDER)[:limit])
        ]

    def texts_with(self, stem: str) -> Iterable[str]:
        return ()  # the pages of the site answer for the table that they share

    def _open(self, question: Question) -> MatchingQuerySet:
        if question.site.directory is None:
            return PageText.objects.none()
        seen = PageText.objects.filter(
            question.site.seen_pages("page__"), **{f"{EVENT}__isnull": False}
        )
        return seen.filter(Exists(_coming())).annotate(
            next_date=Subquery(_coming().values("pk")[:1])
        )


def _coming() -> OccurrenceQuerySet:
    """Return the dates to come of the event whose text is asked for, but those called off."""
    return Occurrence.objects.published().upcoming().held().filter(event=OuterRef("pk"))


def _with_dates(rows: MatchingQuerySet) -> list[tuple[PageText, Occurrence]]:
    """Return the texts of *rows*, each with the next date of its event."""
    texts = list(rows)
    dates = Occurrence.objects.select_related("event", "place__commune").in_bulk(
        [text.next_date for text in texts]
    )
    return [(text, dates[text.next_date]) for text in texts if text.next_date in dates]


def _url(date: Occurrence, question: Question) -> str:
    return f"{question.site.directory_url}{date.place.slug}/{date.event.slug}/"
