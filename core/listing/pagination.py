"""The pages of a list, and the links between them."""

from typing import Any, Protocol, cast

from django.core.paginator import Page, Paginator

from core.listing.addresses import Pairs, address


class Sliceable(Protocol):
    """Rows of a list, of which a page is cut: those of a query, or what makes one of a slice."""

    def __getitem__(self, asked: slice, /) -> Any: ...


def page_of(rows: Sliceable, number: int, total: int, size: int) -> "Page[Any]":
    """Return a page of *rows*, whose *total* is known already; the last one beyond the end.

    Args:
        size: rows of a page.
    """
    paginator: Paginator[Any] = Paginator(cast(Any, rows if total else rows[:0]), size)
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
