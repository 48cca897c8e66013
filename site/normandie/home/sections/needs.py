"""« J’ai besoin de… »: the way in for who does not know what to search."""

from directory.guide.links import need_groups

from .front import Front, Section


def needs(front: Front) -> Section | None:
    """Offer the needs, as soon as there is a place to lead to."""
    if not front.directory_url or not front.tally.total:
        return None
    return Section(
        "home/sections/needs.html", "besoins", {"groups": need_groups(front.directory_url)}
    )
