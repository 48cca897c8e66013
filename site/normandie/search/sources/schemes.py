"""Schemes of today and of before, told by what they give."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from core.pages.access import open_to_all
from core.text.index import TITLE_WEIGHT
from core.text.matching import MatchingQuerySet
from normandie.funding.models import FundingSchemePage
from normandie.funding.standing import standing_of
from normandie.funding.wording import amount_of
from normandie.search.excerpts import excerpt, marked
from normandie.search.models import PageText, PageWord
from normandie.search.questions import Question

from .base import ORDER, Result, Source, Suggestion


class Schemes(Source):
    slug = "aides"
    title = "Aides"
    counted = ("Aucune aide", "1 aide", "{} aides")
    words = PageWord

    def find(self, question: Question) -> MatchingQuerySet:
        return self._open(question).matching(question.text).order_by(*ORDER)

    def show(self, rows: MatchingQuerySet, question: Question) -> list[Result]:
        return [
            Result(
                title=marked(scheme.title, question.stems),
                url=scheme.get_url(question.site.request) or "",
                kind=standing_of(scheme).label,
                where=amount_of(scheme),
                excerpt=excerpt(scheme.title, [scheme.lead, scheme.paid_for], question.stems),
            )
            for scheme in _schemes_of(rows)
        ]

    def suggest(self, question: Question, limit: int) -> list[Suggestion]:
        found = self._open(question).beginning(question.text, TITLE_WEIGHT)
        return [
            Suggestion(scheme.title, scheme.get_url(question.site.request) or "", amount_of(scheme))
            for scheme in _schemes_of(found.order_by(*ORDER)[:limit])
        ]

    def texts_with(self, stem: str) -> Iterable[str]:
        return ()  # the pages of the site answer for the table that they share

    def _open(self, question: Question) -> MatchingQuerySet:
        schemes = open_to_all(FundingSchemePage.objects.filter(pk=OuterRef("pk")))
        return PageText.objects.filter(question.site.seen_pages("page__"), Exists(schemes))


def _schemes_of(rows: MatchingQuerySet) -> list[FundingSchemePage]:
    keys = [text.page_id for text in rows]
    schemes = FundingSchemePage.objects.with_open_calls().in_bulk(keys)
    return [schemes[key] for key in keys if key in schemes]
