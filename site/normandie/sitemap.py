"""The sitemap of search engines: the pages that any visitor may read."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import PageQuerySet

from core.pages.access import open_to_all


class OpenSitemap(Sitemap):
    """Wagtail's, without the pages that have left with the one above them."""

    def items(self) -> PageQuerySet:
        return open_to_all(super().items())
