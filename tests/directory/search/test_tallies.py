"""What the filters announce is what the list then holds, whatever is asked together."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from directory.models import PlacePage, Term, Vocabulary
from directory.search.places import PlaceSearch
from directory.search.tallies import count, count_existing
from tests.clock import in_december_2026
from tests.factories import CommuneFactory, LabelFactory, LabelGrantFactory, PlacePageFactory

pytestmark = [pytest.mark.django_db, in_december_2026]

TERMS = {
    Vocabulary.KIND: ("EPN", "Tiers-lieu", "Médiathèque"),
    Vocabulary.SERVICE: ("Aide aux démarches", "Impression", "Prêt de matériel"),
    Vocabulary.FEE: ("Gratuit", "Payant"),
}
OTHERS = (
    *("", "q=cyberbase", "commune=14118&rayon=20", "commune=zzzzzz"),
    *("ouvert=maintenant", "besoin=imprimer"),
)


@pytest.fixture(scope="module")
def places(made_once: Callable) -> list[PlacePage]:
    """Thirty places that hold more or less of everything, some with labels that are over.

    One is not published, another is private.
    """

    def make() -> list[PlacePage]:
        chance = random.Random(7)  # noqa: S311 -- nothing to guess
        today = timezone.localdate()
        labels = [LabelFactory(name=name, slug=name.lower()) for name in ("Aptic", "Phare")]
        made = []
        for number in range(30):
            terms = [
                (vocabulary, code)
                for vocabulary, codes in TERMS.items()
                for code in chance.sample(codes, chance.randint(0, 2))
            ]
            hours = chance.choice(("", "24/7", "Mo-Fr 09:00-12:00"))
            place = PlacePageFactory(
                title=chance.choice(("Cyberbase", "Espace")),
                commune=CommuneFactory(rouen=chance.random() < 0.4),
                terms=terms,
                hours=hours,
                is_example=number % 9 == 0,
            )
            for label in chance.sample(labels, chance.randint(0, 2)):
                expires = chance.choice((None, today - timedelta(1), today))
                LabelGrantFactory(place=place, label=label, expires_on=expires)
            made.append(place)
        made[0].unpublish()
        made[1].view_restrictions.create(restriction_type="login")
        return made

    return made_once(make)


@pytest.mark.parametrize("others", OTHERS)
def test_each_number_is_what_the_list_holds_once_the_value_is_chosen(
    places: list[PlacePage], others: str
) -> None:
    chance = random.Random(others)  # noqa: S311 -- nothing to guess
    slugs = {name: [term.slug for term in Term.objects.filter(vocabulary=name)] for name in TERMS}
    slugs |= {"label": ["aptic", "phare"], "departement": ["14", "76"]}
    slugs["epci"] = ["200065597", "200023414"]
    for _ in range(12):
        query = QueryDict(others, mutable=True)
        for name in chance.sample(sorted(slugs), chance.randint(0, 3)):
            query.setlist(name, chance.sample(slugs[name], chance.randint(1, 2)))
        search = PlaceSearch.read(query)
        tally = count(search)

        assert tally.total == search.fitting().count()
        assert tally.examples == search.fitting().examples().count()
        for name, values in slugs.items():
            every = next(each.every for each in search.closed_lists() if each.name == name)
            for value in values:
                chosen = query.copy()
                chosen.setlist(name, [*(query.getlist(name) if every else []), value])
                expected = PlaceSearch.read(chosen).fitting().count()
                assert tally.numbers[name].get(value, 0) == expected, (query, name, value)


def test_places_whose_hours_are_not_known_are_counted_apart(places: list[PlacePage]) -> None:
    search = PlaceSearch.read(QueryDict("ouvert=maintenant"))

    assert 0 < count(search).unconfirmed < count(search).total
    assert count(search).unconfirmed == search.fitting().filter(hours_unknown=1).count()


def test_places_of_the_demo_are_no_figure(places: list[PlacePage]) -> None:
    real = PlacePage.objects.published().without_examples()

    assert count_existing().total == real.count() < count(PlaceSearch()).total
    assert count_existing().numbers["type"]["epn"] == real.of_kind("epn").count()


def test_a_place_that_leaves_is_counted_no_more(places: list[PlacePage]) -> None:
    before = count(PlaceSearch()).total
    places[-1].unpublish()

    assert count(PlaceSearch()).total == before - 1
