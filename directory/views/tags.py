"""The filters in force, each with the address that drops it."""

from core.listing.addresses import Pairs, address, without
from core.text.french import capitalised
from directory.search.addresses import opening_value
from directory.search.criteria import Criteria, Opening

OPENING_LABELS = {
    Opening.NOW: "Ouvert maintenant",
    Opening.LATER: "Ouvre plus tard aujourd’hui",
    Opening.TODAY: "Ouvert maintenant ou plus tard aujourd’hui",
    Opening.FREE_TIME: "Ouvert le soir ou le samedi, cette semaine",
}


def active_tags(criteria: Criteria, base: str, asked: Pairs) -> list[dict[str, str]]:
    """Return the label and the removing address of each thing asked, in the order of the page."""
    tags = []
    if criteria.text:
        tags.append((f"« {criteria.text} »", [("q", criteria.text)]))
    if criteria.centre:
        place = {"commune", "lat", "lon", "rayon"}
        label = capitalised(criteria.around_said())
        tags.append((label, [pair for pair in asked if pair[0] in place]))
    if criteria.need:
        tags.append((f"Pour {criteria.need.purpose}", [("besoin", criteria.need.slug)]))
    for param, values in criteria.filters.items():
        tags += [(criteria.choices[param][value], [(param, value)]) for value in values]
    if criteria.opening:
        tags.append(
            (opening_label(criteria.opening), [("ouvert", opening_value(criteria.opening))])
        )
    return [
        {"label": label, "url": address(base, without(asked, *removed))} for label, removed in tags
    ]


def opening_label(opening: Opening) -> str:
    """Say *opening* in words."""
    if opening.when in OPENING_LABELS:
        return OPENING_LABELS[opening.when]
    return f"Ouvert le {opening.chosen.label}" if opening.chosen else ""
