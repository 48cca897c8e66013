"""The page to compare with."""

from typing import ClassVar

from wagtail.models import Page


class TrivialPage(Page):
    """A page as any Wagtail site has: a title in an empty page. Benches alone make some."""

    template = "wagtailcore/page.html"
    parent_page_types: ClassVar[list[str]] = []  # nobody adds one by hand

    class Meta:
        app_label = "tools"
        verbose_name = "page nue"
