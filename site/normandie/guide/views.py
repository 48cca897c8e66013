"""« Aide → Guide des équipes »: the chapters of ``docs/guide/`` in the admin."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from normandie.guide.chapters import FIRST, TEAMS


class ChapterView(WagtailAdminTemplateMixin, TemplateView):
    """One chapter, for everybody who enters the admin."""

    template_name = "guide/chapter.html"
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.slug = self.kwargs.get("slug", FIRST)
        self.chapter = TEAMS.find(self.slug)
        if self.chapter is None:
            raise Http404
        self.page_title = self.chapter.title
        context = super().get_context_data(**kwargs)
        return context | {"chapter": self.chapter, "is_first": self.slug == FIRST}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        first = {"url": reverse("guide"), "label": "Guide des équipes"}
        here = {"url": "", "label": self.page_title}
        return [*self.breadcrumbs_items, *([] if self.slug == FIRST else [first]), here]
