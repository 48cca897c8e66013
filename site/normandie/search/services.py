"""The index of the words of pages, brought up to date when they change."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from modelsearch.index import RelatedFields, SearchField
from wagtail.models import Page

from core.batches import by_key
from core.text.index import TITLE_WEIGHT, replace_words
from core.text.words import fold
from core.write_lock import sharing_write_lock

from .models import PageText, PageWord
from .sources import models_of_their_own

SEO_WEIGHT = 4  # of what the editor wrote for search engines
BREAKING_SPACES = re.compile(r"[ \t\r\n\f\v]+")
TEXT_WEIGHT = 2  # multiplied by the boost of the field, where its model gives one
SORT_NAME_LENGTH = 255  # of PageText.sort_name


@transaction.atomic
def index_page(page: Page) -> None:
    """Replace what the site search knows of *page*, given as its specific type.

    A page that is not published, or that has a source of its own (places), is taken out.
    """
    PageText.objects.filter(page_id=page.pk).delete()
    if not page.live or page.is_root() or isinstance(page, models_of_their_own()):
        return
    texts = list(weighted_texts(page))
    page_text = PageText.objects.create(
        page_id=page.pk,
        sort_name=fold(page.title)[:SORT_NAME_LENGTH],
        text="\n".join(dict.fromkeys(text for text, weight in texts if weight != TITLE_WEIGHT)),
    )
    replace_words(PageWord, [(page_text, texts)])


def index_all_pages() -> int:
    """Index every published page again; return how many are in the index."""
    own = models_of_their_own()
    pages = Page.objects.filter(depth__gt=1).not_type(own).specific()
    for page in sharing_write_lock(by_key(pages)):
        index_page(page)
    return PageText.objects.count()


def weighted_texts(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the texts of *page*, each on one line, and how much each tells.

    They are those that its model declares to Wagtail's own search (``search_fields``): a new type
    of page, or of block, is found as soon as the admin finds it.
    """
    yield _one_line(page.title), TITLE_WEIGHT
    yield _one_line(page.seo_title), SEO_WEIGHT
    yield _one_line(page.search_description), SEO_WEIGHT
    for text, boost in _declared_texts(page, type(page).get_search_fields()):
        if text != page.title:
            yield _one_line(text), min(round(TEXT_WEIGHT * boost), TITLE_WEIGHT - 1)


def _declared_texts(item: Any, fields: Iterable[Any]) -> Iterator[tuple[str, float]]:
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _items(field.get_value(item)):
                yield from _declared_texts(related, field.fields)
        elif isinstance(field, SearchField):
            value = field.get_value(item)
            for text in value if isinstance(value, list | tuple) else [value]:
                yield str(text or ""), field.boost or 1


def _items(related: Any) -> Iterable[Any]:
    if related is None:
        return []
    return related.all() if hasattr(related, "all") else [related]


def _one_line(text: str) -> str:
    """Join the lines of *text*; no-break spaces, which ``split()`` would take, are kept."""
    return BREAKING_SPACES.sub(" ", text).strip()
