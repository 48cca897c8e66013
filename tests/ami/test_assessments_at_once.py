"""Several windows of one reviewer save a reading at once: one is kept, the others are told."""

from collections.abc import Iterator
from itertools import count
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model

from ami.models import Assessment, Dossier
from ami.services.assessments import Answer, SavedElsewhere, save_assessment
from tests.ami.factories import OPENS
from tests.ami.grid import FULLY, a_call_with_grid, grid
from tests.ami.queue import a_file
from tests.factories import UserFactory
from tests.threads import at_once

THREADS = 8
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


@pytest.fixture
def dossier() -> Iterator[Dossier]:
    """A file that every thread sees, and one reviewer."""
    with time_machine.travel(OPENS, tick=True):
        [(made, _)] = at_once(lambda: (a_file(a_call_with_grid()), UserFactory()), times=1)
        yield made


@pytest.mark.parametrize("says_the_same", [True, False])
def test_one_reading_is_kept(dossier: Dossier, says_the_same: bool) -> None:
    together, ranks = Barrier(THREADS), count()

    def save() -> bool:
        author: Any = get_user_model().objects.get()
        comment = "Oui" if says_the_same else f"Oui, {next(ranks)} fois"
        answers = [Answer(each, FULLY, comment) for each in grid(dossier.call)]
        together.wait(timeout=60)
        try:
            save_assessment(dossier, author, answers)
        except SavedElsewhere:
            return False
        return True

    kept = at_once(save, THREADS)

    assert sum(kept) == (THREADS if says_the_same else 1)
    assert at_once(readings, times=1) == [[(1, 2)]]


def readings() -> list[tuple[int, int]]:
    return [(each.version, each.ratings.count()) for each in Assessment.objects.all()]
