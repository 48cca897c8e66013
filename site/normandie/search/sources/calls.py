"""Calls, open or not, told by where they stand."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from ami.announcements import announce
from ami.models import CallPage
from core.pages.access import open_to_all
from core.text.french import uncapitalised
from core.text.index import TITLE_WEIGHT
from core.text.matching import MatchingQuerySet
from normandie.search.excerpts import excerpt, marked
from normandie.search.models import PageText, PageWord
from normandie.search.questions import Question

from .base import ORDER, Result, Source, Suggestion


class Calls(Source):
    slug = "appels"
    title = "Appels"
    counted = ("Aucun appel", "1 appel", "{} appels")
    words = PageWord

    def find(self, question: Question) -> MatchingQuerySet:
        return self._open(question).matching(question.text).order_by(*ORDER)

    def show(self, rows: MatchingQuerySet, question: Question) -> list[Result]:
        return [
            Result(
                title=marked(call.title, question.stems),
                url=call.get_url(question.site.request) or "",
                kind=call.call_kind.label,
                where=_state(call),
                excerpt=excerpt(call.title, text.text.split("\n"), question.stems),
            )
            for text, call in _with_calls(rows)
        ]

    def suggest(self, question: Question, limit: int) -> list[Suggestion]:
        found = self._open(question).beginning(question.text, TITLE_WEIGHT)
        return [
            Suggestion(call.title, call.get_url(question.site.request) or "", _state(call))
            for _, call in _with_calls(found.order_by(*ORDER)[:limit])
        ]

    def texts_with(self, stem: str) -> Iterable[str]:
        return ()  # the pages of the site answer for the table that they share

    def _open(self, question: Question) -> MatchingQuerySet:
        calls = open_to_all(CallPage.objects.filter(pk=OuterRef("pk")))
        return PageText.objects.filter(question.site.seen_pages("page__"), Exists(calls))


def _state(call: CallPage) -> str:
    said = announce(call)
    return f"{said.label}, {uncapitalised(said.dates)}"


def _with_calls(rows: MatchingQuerySet) -> list[tuple[PageText, CallPage]]:
    texts = list(rows)
    calls = CallPage.objects.in_bulk([text.page_id for text in texts])
    return [(text, calls[text.page_id]) for text in texts if text.page_id in calls]
