"""What is watched of the site search: that every published page can be found."""

from wagtail.models import Page

from core.watching import Finding, check, indexed

from .sources import models_of_their_own


@check("search.pages")
def search() -> Finding:
    pages = Page.objects.live().filter(depth__gt=1).not_type(models_of_their_own())
    return indexed(pages.filter(searched_text=None).count(), pages.count(), "Pages")
