"""The first page of the collective; the news and the documents of the team."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from core.listing.counting import count_each
from core.pages.files import as_download
from normandie.espace.models import NewsItem, Question, RoadmapAxis, SharedDocument

from .frame import CollectiveView

NEWS, QUESTIONS = 2, 5  # on the first page


class CollectiveHomeView(CollectiveView):
    """What is new, what waits for an answer, and where the rest is."""

    template_name = "espace/collective/home.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        waiting = Question.objects.visible().unresolved()
        shown = NewsItem.objects.shown()
        lists = (waiting, shown, SharedDocument.objects.all(), RoadmapAxis.objects.all())
        counts = count_each(lists)
        return self.render(
            news=shown[:NEWS],
            questions=waiting.with_counts().with_authors().newest_first()[:QUESTIONS],
            **dict(zip(("waiting", "news_count", "documents", "axes"), counts, strict=True)),
        )


class NewsView(CollectiveView):
    """Everything that the team tells now, whole, the newest first."""

    template_name = "espace/collective/news.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(**self.page_of(NewsItem.objects.shown()))


class DocumentsView(CollectiveView):
    template_name = "espace/collective/documents.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(**self.page_of(SharedDocument.objects.all()))


class DocumentView(CollectiveView):
    """The file itself: the site reads it from the private store, for who manages a place now."""

    def get(self, request: HttpRequest, document: int) -> HttpResponseBase:
        found = get_object_or_404(SharedDocument, pk=document)
        return as_download(found.file, found.name)
