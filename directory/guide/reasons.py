"""Why a place is proposed, in plain sentences, and how to be received there."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.text.elision import at, of
from core.text.formats import distance, euros, phone
from core.text.french import capitalised, uncapitalised
from directory import presenters
from directory.cards import Asked, dated, passage_of
from directory.hours import sentence
from directory.models import PlacePage, Vocabulary

from .journey import Journey
from .moments import ANY, day_asked, opening_reason
from .need import Reason
from .twins import Together

# How to come, from the most to the least simple, by slug of the standard’s « modalités d’accès ».
ACCESS = {
    "se-presenter": "Vous pouvez venir sans rendez-vous.",
    "telephoner": "Téléphonez avant de venir.",
    "prendre-un-rdv-en-ligne": "Vous pouvez prendre rendez-vous en ligne.",
    "contacter-par-mail": "Vous pouvez écrire un courriel avant de venir.",
    "envoyer-un-mail-avec-une-fiche-de-prescription": "Il faut être envoyé par un professionnel "
    "(assistante sociale, mairie, conseiller…).",
}
FEES = {
    "gratuit": "Gratuit",
    "gratuit-sous-condition": "Gratuit sous conditions : demandez lesquelles",
    "payant": "Payant : demandez le prix",
}
MOVING = "Ce lieu se déplace"
DIRECTIONS_LENGTH = 200  # characters: three places on one sheet of paper


@dataclass(frozen=True)
class Answer:
    """A place proposed; see ``templates/components/answer_card.html``."""

    title: str
    url: str
    kinds: list[str]
    reasons: list[Reason]
    contact: dict[str, Any]
    hours: str
    where: str
    access: list[str] = field(default_factory=list)
    directions: str = ""
    others: list[dict[str, Any]] = field(default_factory=list)
    dated: str = ""
    is_old: bool = False


def answer_of(found: Together, journey: Journey, base: str, now: datetime) -> Answer:
    """Return what is shown of the place of *found*, and how to reach those at the same address.

    Args:
        found: its places with their communes and terms at hand.
        journey: what is asked.
        base: address of the directory, with its final slash.
        now: local and aware.
    """
    place = found.place
    in_round = presenters.moves(place) and presenters.stops_of(place, now.date())
    said = sentence(place.hours) if place.hours and not in_round else ""
    return Answer(
        title=place.title,
        url=f"{base}{place.slug}/",
        kinds=place.card.get("kinds", []),
        reasons=[reason for reason in _reasons(place, journey, now) if reason.text],
        contact=presenters.contact_of(place),
        hours="" if place.hours and place.hours in said else said,
        where=", ".join(presenters.contact_of(place)["address"]) or _passage(place, journey, now),
        access=_said(place, Vocabulary.ACCESS, ACCESS),
        directions=place.getting_there[:DIRECTIONS_LENGTH],
        others=[
            {
                "title": other.title,
                "url": f"{base}{other.slug}/",
                "phone": phone(other.phone),
                "phone_url": f"tel:{other.phone}" if other.phone else "",
            }
            for other in found.others
        ],
        dated=dated(place.verified_on, here=place.verified_here),
        is_old=presenters.is_old(place, now.date()),
    )


def _reasons(place: PlacePage, journey: Journey, now: datetime) -> list[Reason]:
    terms = [(term.vocabulary, term.slug) for term in place.terms.all()]
    found = journey.need.reasons(terms) if journey.need else []
    return [
        *(found or [Reason("Téléphonez pour demander si ce lieu peut vous aider", fits=False)]),
        *_where_and_when(place, journey, now),
        *(Reason(said) for said in _said(place, Vocabulary.FEE, FEES)[:1]),
        Reason(_day_price(place)),
    ]


def _where_and_when(place: PlacePage, journey: Journey, now: datetime) -> list[Reason]:
    """Say where *place* is and whether it is open; of one that moves, where it stops."""
    passage = _passage(place, journey, now)
    if not presenters.moves(place):
        opening = opening_reason(place.hours, journey.when.slug if journey.when else ANY, now)
        return [Reason(_distance(place, journey)), opening, Reason(passage)]
    distance_said = _distance(place, journey)
    return [
        Reason(f"{MOVING}\u00a0: {uncapitalised(passage)}", fits=bool(distance_said)),
        Reason(distance_said),
    ]


def _passage(place: PlacePage, journey: Journey, now: datetime) -> str:
    when = journey.when.slug if journey.when else ANY
    return passage_of(place.card, Asked(now, day_asked(when, now), journey.search.near.centre))


def _distance(place: PlacePage, journey: Journey) -> str:
    centre = journey.search.near.centre
    kilometres = getattr(place, "distance", None)
    if centre is None or kilometres is None:
        return "" if presenters.moves(place) else capitalised(at(place.commune.name))
    if not presenters.moves(place) and centre.commune and centre.commune.pk == place.commune_id:
        return f"Dans la commune {of(place.commune.name)}"
    if presenters.moves(place):
        return f"Son passage le plus proche est à {distance(kilometres)} {centre.of_name}"
    where = capitalised(at(place.commune.name))
    return f"{where}, à {distance(kilometres)} {centre.of_name}"


def _day_price(place: PlacePage) -> str:
    if place.day_price is None:
        return ""
    return f"Dès {euros(place.day_price)} la journée" if place.day_price else "Journée gratuite"


def _said(place: PlacePage, vocabulary: Vocabulary, sentences: dict[str, str]) -> list[str]:
    """Return the *sentences* of the terms that *place* has in *vocabulary*, in their order."""
    held = {term.slug for term in place.terms_of(vocabulary)}
    return [said for slug, said in sentences.items() if slug in held]
