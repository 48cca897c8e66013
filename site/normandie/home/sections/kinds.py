"""What an EPN and a tiers-lieu are, and where to find one."""

from typing import Any

from directory.models.vocabulary import Kind, Vocabulary

from .front import Front, Section


def kinds(front: Front) -> Section | None:
    """Explain both kinds of places; a kind that the directory does not hold is not offered."""
    home = front.home
    shown = [
        _kind(front, Kind.EPN, home.epn_text, home.epn_page_id),
        _kind(front, Kind.TIERS_LIEU, home.tiers_lieu_text, home.tiers_lieu_page_id),
    ]
    shown = [kind for kind in shown if kind["text"]]
    if not shown:
        return None
    others = front.count(Vocabulary.KIND, Kind.HELP) if front.directory_url else 0
    return Section(
        "home/sections/kinds.html",
        "deux-sortes-de-lieux",
        {
            "kinds": shown,
            "others": others,
            "others_url": front.list_url(Vocabulary.KIND, Kind.HELP),
        },
    )


def _kind(front: Front, kind: Kind, text: str, page_id: int | None) -> dict[str, Any]:
    pages = front.cards([page_id])
    return {
        "code": kind.value,
        "text": text.strip(),
        "page": pages[0] if pages else None,
        "number": front.count(Vocabulary.KIND, kind) if front.directory_url else 0,
        "url": front.list_url(Vocabulary.KIND, kind),
    }
