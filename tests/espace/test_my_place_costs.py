"""What the pages of a place cost: the same queries for 1 place and 20, for little and much."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import PlacePhoto, Vocabulary
from normandie.espace.sheet.subjects import SUBJECTS
from tests.directory.full_places import full_place, make_image
from tests.espace.managing import Manager, manager, reject
from tests.factories import PlacePageFactory, UserFactory
from tests.reading import links, main_text

pytestmark = pytest.mark.django_db
BUDGET = 15


def cost(load: Callable[[], Any]) -> int:
    load()  # the first time makes what every page keeps
    with CaptureQueriesContext(connection) as queries:
        assert load().status_code == 200
    return len(queries)


def test_the_home_of_a_place_and_its_sheet_cost_the_same_whatever_they_hold() -> None:
    little, much = manager(hours=""), Manager(full_place(photos=3, formulas=9, rooms=9))
    much.change("contact", phone="02 31 00 00 00")

    for name in ("place", "closures"):
        costs = [cost(lambda who=who, name=name: who.page(name)) for who in (little, much)]
        assert costs[0] == costs[1] <= BUDGET, name
    for who in (little, much):
        assert cost(lambda who=who: who.page("sheet")) <= BUDGET
        assert cost(lambda who=who: who.page("record")) <= BUDGET
        for subject in SUBJECTS:
            page = partial(who.page, "subject", subject.slug)
            assert cost(page) <= BUDGET, subject.slug


def test_a_photo_erased_while_a_version_waits_leaves_it_and_nothing_else_does() -> None:
    someone = Manager(full_place(photos=1, formulas=2))
    erased = make_image("Erreur", "red")
    PlacePhoto.objects.create(place=someone.place, image=erased, alt_text="Erreur")
    someone.change("contact", phone="02 31 00 00 00")

    erased.delete()

    assert [photo.alt_text for photo in someone.draft.photos.all()] == ["Le bureau 0"]
    assert someone.draft.formulas.count() == 2
    assert someone.page("subject", "photos").status_code == 200


def test_the_home_of_the_space_says_what_each_place_lacks_at_no_cost_a_place() -> None:
    someone = manager(terms=[(Vocabulary.KIND, "tiers-lieu")], title="Le Phare")
    for number in range(1, 20):
        place = PlacePageFactory(title=f"Lieu {number:02}")
        place.managers.add(someone.user)
        if number == 1:
            two = cost(lambda: someone.client.get("/espace/"))
    someone.change("contact", phone="02 31 00 00 00")
    reject(someone.public, UserFactory(is_superuser=True), "Non.")

    assert cost(lambda: someone.client.get("/espace/")) == two <= BUDGET

    page = someone.client.get("/espace/")
    assert "Le Phare" in main_text(page)
    assert "À reprendre : l’équipe vous a répondu." in main_text(page)
    found = [text for text in links(page, ".espace-places") if "(Le Phare)" in text]
    assert found == ["Ajoutez une photo du lieu. (Le Phare)"]
