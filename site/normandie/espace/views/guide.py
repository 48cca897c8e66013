"""« Aide »: the guide of managers, chapter by chapter."""

from django.http import Http404, HttpRequest, HttpResponse

from normandie.espace.access import ManagerView
from normandie.guide.chapters import FIRST, MANAGERS


class GuideView(ManagerView):
    """One chapter, for whoever manages a place or a pôle."""

    template_name = "espace/guide.html"

    def opens(self) -> bool:
        return bool(self.places or self.poles)

    def get(self, request: HttpRequest, slug: str = FIRST) -> HttpResponse:
        chapter = MANAGERS.find(slug)
        if chapter is None:
            raise Http404
        return self.render(chapter=chapter, is_first=slug == FIRST)
