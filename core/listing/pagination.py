"""The pages of a list, and the links between them."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from core.listing.addresses import Pairs, address


def page_of(rows: "QuerySet[Any, Any]", number: int, total: int, size: int) -> "Page[Any]":
    """Return a page of *rows*, whose *total* is known already; the last one beyond the end.

    Args:
        size: rows of a page.
    """
    paginator = Paginator(rows if total else rows.none(), size)
    paginator.count = total
    return paginator.get_page(number)


def pagination_of(page: "Page[Any]", base: str, asked: Pairs) -> dict[str, Any]:
    """Return what ``templates/components/pagination.html`` shows for *page* of a list.

    Args:
        base: address of the list.
        asked: its parameters, the page left out.
    """

    def link(number: int) -> str:
        return address(base, asked, page=number) if number > 1 else address(base, asked)

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [
            {
                "number": number,
                "gap": not isinstance(number, int),
                "current": number == page.number,
                "url": link(number) if isinstance(number, int) else "",
            }
            for number in numbers
        ],
        "previous_url": link(page.number - 1) if page.has_previous() else "",
        "next_url": link(page.number + 1) if page.has_next() else "",
    }
