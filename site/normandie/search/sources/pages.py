"""Pages of the site, of any type that has no source of its own."""

from collections.abc import Iterable

from wagtail.models import Page

from core.text.index import TITLE_WEIGHT
from core.text.matching import MatchingQuerySet
from normandie.search.excerpts import excerpt, marked
from normandie.search.models import PageText, PageWord
from normandie.search.questions import Question

from .base import ORDER, Result, Source, Suggestion


class Pages(Source):
    slug = "pages"
    title = "Pages du site"
    counted = ("Aucune page", "1 page", "{} pages")
    words = PageWord

    def find(self, question: Question) -> MatchingQuerySet:
        return self._open(question).matching(question.text).order_by(*ORDER)

    def show(self, rows: MatchingQuerySet, question: Question) -> list[Result]:
        texts = list(rows.select_related("page"))
        above = _titles_above([text.page for text in texts], question)
        return [
            Result(
                title=marked(text.page.title, question.stems),
                url=text.page.get_url(question.site.request) or "",
                kind="",
                where=" › ".join(above[text.page.path]),
                excerpt=excerpt(text.page.title, text.text.split("\n"), question.stems),
            )
            for text in texts
        ]

    def suggest(self, question: Question, limit: int) -> list[Suggestion]:
        found = self._open(question).beginning(question.text, TITLE_WEIGHT)
        rows = found.select_related("page").order_by(*ORDER)
        return [
            Suggestion(row.page.title, row.page.get_url(question.site.request) or "")
            for row in rows[:limit]
        ]

    def texts_with(self, stem: str) -> Iterable[str]:
        words = PageWord.objects.filter(stem=stem).select_related("page_text__page")
        word = words.order_by("-weight", "pk").first()
        if word is None:
            return ()
        return [word.page_text.page.title, *word.page_text.text.split("\n")]

    def _open(self, question: Question) -> MatchingQuerySet:
        """Return the pages that everyone may see, of no type that has a source of its own."""
        return PageText.objects.filter(
            question.site.seen_pages("page__"),
            page__eventpage__isnull=True,
            page__callpage__isnull=True,
            page__fundingschemepage__isnull=True,
        )


def _titles_above(pages: list[Page], question: Question) -> dict[str, list[str]]:
    """Return, by path, the titles of the pages above each of *pages*, the home page left out."""
    first = (question.site.root.depth if question.site.root else 1) + 1
    step = Page.steplen
    above = {
        page.path: [page.path[: depth * step] for depth in range(first, page.depth)]
        for page in pages
    }
    wanted = {path for paths in above.values() for path in paths}
    titles = dict(Page.objects.filter(path__in=wanted).values_list("path", "title"))
    return {page: [titles[path] for path in paths] for page, paths in above.items()}
