"""The directory of peers: managers who agreed to be shown, by text, département and theme.

They are a few hundred at most, so words are compared in Python, by the stems of the whole site:
« cafés » finds « café », and « imprimante 3D » who manages a place that has one.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from core.text.words import stems
from directory.models import Departement, PlacePage, Term, Vocabulary
from normandie.espace.models import ManagerProfile
from normandie.espace.models.collective import titles_in_words
from normandie.espace.people import current_managers

PLACES_SHOWN = 3  # of one person, at once
THEMES = (Vocabulary.EQUIPMENT, Vocabulary.SERVICE)


@dataclass(frozen=True)
class PeerSearch:
    """What is asked of the directory of peers; empty, everything fits."""

    text: str = ""
    departement: str = ""  # code
    theme: str = ""  # « vocabulary:slug » of a term

    def peers(self) -> list["Peer"]:
        """Return those who fit, in the order of their names."""
        wanted = set(stems(self.text))
        found = [Peer.of(profile) for profile in self._profiles()]
        return sorted(
            (peer for peer in found if wanted <= peer.stems), key=lambda peer: peer.name.lower()
        )

    def _profiles(self) -> QuerySet[ManagerProfile]:
        places = PlacePage.objects.live().filter(managers=OuterRef("user"))
        if self.departement:
            places = places.filter(commune__departement=self.departement)
        if self.theme:
            vocabulary, _, slug = self.theme.partition(":")
            places = places.filter(terms__vocabulary=vocabulary, terms__slug=slug)
        return listed_profiles().filter(Exists(places))


@dataclass(frozen=True)
class Peer:
    """A manager as the others see them."""

    profile: ManagerProfile
    name: str
    places: list[PlacePage]
    stems: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, profile: ManagerProfile) -> "Peer":
        """Return who *profile*, read by ``listed_profiles``, shows."""
        user: Any = profile.user
        places = list(user.managed_places.all())
        words = [profile.shown_name, profile.helps_with]
        for place in places:
            commune = place.commune
            words += [place.title, commune.name, commune.departement.name]
            words += [f"{term.label} {term.plain_label}" for term in place.terms.all()]
        return cls(profile, profile.shown_name, places, frozenset(stems(" ".join(words))))

    @property
    def email(self) -> str:
        """Their address, if they chose to show it."""
        return self.profile.user.email if self.profile.shows_email else ""

    @property
    def place_names(self) -> str:
        return titles_in_words([place.title for place in self.places])

    @property
    def first_places(self) -> list[PlacePage]:
        return self.places[:PLACES_SHOWN]

    @property
    def other_places(self) -> list[PlacePage]:
        return self.places[PLACES_SHOWN:]


def listed_profiles() -> QuerySet[ManagerProfile]:
    """Return those who agreed to be shown, manage a published place now and can be written to."""
    places = (
        PlacePage.objects.live()
        .select_related("commune__departement")
        .prefetch_related(Prefetch("terms", Term.objects.filter(vocabulary__in=THEMES)))
        .order_by("sort_name", "pk")
    )
    mailed = current_managers().exclude(email="").filter(managed_places__live=True)
    return (
        ManagerProfile.objects.filter(is_listed=True, user__in=mailed)
        .select_related("user__collective_profile")
        .prefetch_related(Prefetch("user__managed_places", places))
    )


def departement_choices() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in Departement.objects.all()]


def theme_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the equipment and the services of places, by list, as a select shows them."""
    groups: dict[str, list[tuple[str, str]]] = {each: [] for each in THEMES}
    for term in Term.objects.filter(vocabulary__in=THEMES):
        groups[term.vocabulary].append((f"{term.vocabulary}:{term.slug}", str(term)))
    return [(Vocabulary(name).label, found) for name, found in groups.items() if found]
