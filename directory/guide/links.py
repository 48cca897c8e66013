"""The needs as links: for the first question, and for any page that leads to it."""

from typing import Any

from core.listing.addresses import Pairs, address

from .needs import NEEDS

ROUTE = "orientation/"  # below the address of the directory


def need_groups(directory_url: str, keep: Pairs | None = None) -> list[dict[str, Any]]:
    """Return the needs by group: see ``templates/components/need_links.html``.

    Args:
        directory_url: address of the directory, with its final slash.
        keep: other answers that the links carry.
    """
    groups: dict[str, list[dict[str, str]]] = {}
    for need in NEEDS:
        url = address(f"{directory_url}{ROUTE}", [("besoin", need.slug), *(keep or [])])
        link = {"label": need.label, "icon": need.icon, "url": url}
        groups.setdefault(need.group, []).append(link)
    return [{"title": title, "links": links} for title, links in groups.items()]
