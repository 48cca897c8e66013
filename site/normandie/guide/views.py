"""« Aide → Guide des équipes »: the chapters of ``docs/guide/`` in the admin."""

from typing import Any

from django.http import Http404
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from normandie.guide.chapters import FIRST, find_chapter


class ChapterView(WagtailAdminTemplateMixin, TemplateView):
    """One chapter, for everybody who enters the admin."""

    template_name = "guide/chapter.html"
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.chapter = find_chapter(self.kwargs.get("slug", FIRST))
        if self.chapter is None:
            raise Http404
        self.page_title = self.chapter.title
        return super().get_context_data(chapter=self.chapter, **kwargs)
