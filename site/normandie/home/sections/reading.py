"""Pages that the team puts forward."""

from .front import Front, Section


def reading(front: Front) -> Section | None:
    """Show the pages chosen, those that visitors may read."""
    cards = front.cards(front.highlighted)
    return (
        Section("home/sections/reading.html", "a-lire-aussi", {"cards": cards}) if cards else None
    )
