"""The page to compare with: a page type as any Wagtail site has, with a title and nothing else.

Imported by the benchmark alone, so that the table exists in its database only.
"""

from django.db import connection
from wagtail.models import Page


class TrivialPage(Page):
    """A title in an empty page."""

    template = "wagtailcore/page.html"

    class Meta:
        app_label = "directory"
        verbose_name = "page nue"


def create_table() -> None:
    """Create the table of the page, unless it is there."""
    if TrivialPage._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(TrivialPage)
