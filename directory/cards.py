"""What a list shows of places, prepared so that templates stay simple and quick."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.text.formats import distance, euros, long_date, phone
from directory.guide.need import Need
from directory.hours import HoursState, day_line, sentence, state_at
from directory.querysets import PlaceQuerySet
from directory.rounds import (
    CALL_TO_KNOW,
    lasting_stops,
    next_passages,
    passages_in,
    say_day,
    say_stops,
)
from directory.search.everyday import Meaning
from directory.search.near import Centre
from directory.search.place_terms import terms_of
from directory.services.card import grants_on

FEW = 4  # cards: below, what they all say is read at a glance
NEARLY_ALL = 0.7  # of the cards of a page
ASK_FIRST = "Demandez avant de venir."
COLUMNS = (
    "title",
    "slug",
    "address",
    "commune__name",
    "phone",
    "hours",
    "verified_on",
    "verified_here",
    "day_price",
    "card",
    "is_example",
)


MOVES = {"kind": "moves", "label": "Se déplace"}  # what is told of it rather than a state


@dataclass(frozen=True, slots=True)
class Asked:
    """What cards answer: the aware ``moment`` of the visit, the day chosen, near what."""

    moment: datetime
    day: date | None = None
    centre: Centre | None = None


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A place in a list; see ``templates/components/place_card.html``."""

    title: str
    url: str
    kinds: list[str]
    address: str
    commune: str
    phone: str
    phone_url: str
    distance: str
    state: dict[str, str]
    services: list[str]
    labels: list[str]
    from_price: str
    photo: dict[str, Any] | None
    dated: str
    compare: str
    is_example: bool
    day_hours: str = ""
    week: str = ""
    reasons: tuple[str, ...] = ()
    moves: bool = False
    passage: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place on one line, where there are many."""

    title: str
    url: str
    kinds: list[str]
    commune: str
    labels: list[str]
    is_example: bool


def lines_of(places: PlaceQuerySet, base_url: str, today: date, most: int) -> list[PlaceLine]:
    """Return the first *most* of *places* by name, with the labels held *today*; one query."""
    columns = ("title", "slug", "commune__name", "card", "is_example")
    return [
        PlaceLine(
            title=row["title"],
            url=f"{base_url}{row['slug']}/",
            kinds=row["card"]["kinds"],
            commune="" if row["card"].get("moves") else row["commune__name"],
            labels=[grant["label"] for grant in grants_on(today, row["card"])],
            is_example=row["is_example"],
        )
        for row in places.by_name().values(*columns)[:most]
    ]


def cards_of(
    places: PlaceQuerySet,
    base_url: str,
    moment: datetime,
    day: date | None = None,
    meanings: Sequence[Need | Meaning] = (),
    centre: Centre | None = None,
) -> list[PlaceCard]:
    """Return the cards of *places*, in their order, with one query; one more for *meanings*.

    Args:
        places: a page of them (sliced), with ``distance`` where one is to be shown.
        base_url: address of the directory, with its final slash.
        moment: aware; the state of the hours and of the labels is that of this moment.
        day: chosen by the visitor, whose hours are shown rather than the state.
        meanings: what is asked that places answer surely or likely: the cards say why.
        centre: near what one looks: of a round, the stop that is nearest is told.
    """
    asked = Asked(moment, day, centre)
    columns = [*COLUMNS, *(["distance"] if "distance" in places.query.annotations else [])]
    if not meanings:
        return _told_apart([_card(row, base_url, asked) for row in places.values(*columns)])
    rows = list(places.values("pk", *columns))
    terms = terms_of([row["pk"] for row in rows])
    return _told_apart(
        [
            replace(
                _card(row, base_url, asked),
                reasons=_reasons(meanings, terms.get(row["pk"], [])),
            )
            for row in rows
        ]
    )


def _told_apart(cards: list[PlaceCard]) -> list[PlaceCard]:
    """Leave out of the *cards* the services that nearly all of them name: they help nobody choose.

    The address that asks for one says so above the list.
    """
    if len(cards) < FEW:
        return cards
    named = Counter(service for card in cards for service in card.services)
    common = {service for service, number in named.items() if number > len(cards) * NEARLY_ALL}
    return [
        replace(card, services=[each for each in card.services if each not in common])
        for card in cards
    ]


def _reasons(meanings: Sequence[Need | Meaning], terms: list[tuple[str, str]]) -> tuple[str, ...]:
    """Say why a place with these *terms* answers; what is only likely sends to ask first."""
    said: dict[str, None] = {}
    for meaning in meanings:
        for reason in meaning.reasons(terms)[:1]:
            said[reason.text if reason.fits else f"{ASK_FIRST} {reason.text}"] = None
    return tuple(said)


def _card(row: dict[str, Any], base_url: str, asked: Asked) -> PlaceCard:
    lasting, moment, day = row["card"], asked.moment, asked.day
    moves = lasting.get("moves", False)
    state = MOVES if moves else state_of(state_at(row["hours"], moment))
    return PlaceCard(
        title=row["title"],
        url=f"{base_url}{row['slug']}/",
        kinds=lasting["kinds"],
        address="" if moves else row["address"],
        commune="" if moves else row["commune__name"],
        phone=phone(row["phone"]),
        phone_url=f"tel:{row['phone']}" if row["phone"] else "",
        distance=distance(row.get("distance")),
        state=state,
        services=lasting["services"],
        labels=[grant["label"] for grant in grants_on(moment.date(), lasting)],
        from_price=from_price(row["day_price"]),
        photo=lasting["photo"],
        dated=dated(row["verified_on"], here=row["verified_here"]),
        compare=row["slug"] if lasting.get("is_tiers_lieu") else "",
        is_example=row["is_example"],
        day_hours=day_line(row["hours"], day) if day and not moves else "",
        week=sentence(row["hours"]) if row["hours"] and not moves else "",
        moves=moves,
        passage=passage_of(lasting, asked),
    )


def passage_of(card: dict[str, Any], asked: Asked) -> str:
    """Say where a place with a *card* stops, for who asks: on that day, nearest, else next.

    Empty for a place that has no round; one that only moves sends to its phone.
    """
    stops = lasting_stops(card.get("stops", ()), asked.moment.date())
    if not stops:
        return CALL_TO_KNOW if card.get("moves") else ""
    if asked.day:
        return say_day(passages_in(stops, asked.day, asked.day), asked.day)
    if asked.centre:
        return say_stops(_nearest(stops, asked.centre))
    found = next_passages(stops, asked.moment, 1)
    return found[0].sentence if found else say_stops(stops[:1])


def _nearest(stops: Sequence[Mapping[str, Any]], centre: Centre) -> list[Mapping[str, Any]]:
    """Return the stops of the commune where the nearest one is."""
    nearest = min(
        stops,
        key=lambda stop: centre.kilometres_to(stop["latitude"], stop["longitude"]) or 0,
    )
    return [stop for stop in stops if stop["insee_code"] == nearest["insee_code"]]


def state_of(state: HoursState) -> dict[str, str]:
    """Return what the badge of a state of opening shows."""
    return {"kind": state.kind.value, "label": state.label}


def dated(day: date, *, here: bool) -> str:
    """Say how old the sheet is, and whether the network or its source says so."""
    return f"{'Vérifié le' if here else 'Données du'} {long_date(day)}"


def from_price(price: Decimal | None) -> str:
    """Say the least price of a day at a desk: « dès 12 € la journée »; empty if it is unknown."""
    if price is None:
        return ""
    return f"dès {euros(price)} la journée" if price else "journée gratuite"
