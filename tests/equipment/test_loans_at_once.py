"""Twenty places ask for a kit at the same instant; staff answer one request at the same instant."""

from collections.abc import Iterator
from threading import Barrier
from typing import Any

import pytest

from core.models import NumberSeries
from core.workflow import AlreadyChanged
from normandie.equipment.models import EquipmentKit, Loan
from normandie.equipment.models.loan import SERIES
from normandie.equipment.services.loans import NotLent
from normandie.equipment.workflow import LOANS
from tests.committed import erase
from tests.equipment.lending import a_kit, a_loan, a_place, team
from tests.threads import at_once, results, start

MANY = 20
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_database")]


def apart(work: Any) -> Any:
    [given] = at_once(work, times=1)
    return given


def erase_all() -> None:
    Loan.objects.all().delete()
    EquipmentKit.objects.all().delete()
    NumberSeries.objects.filter(name=SERIES).delete()
    erase()


@pytest.fixture
def kit() -> Iterator[EquipmentKit]:
    yield apart(a_kit)
    apart(erase_all)


def test_of_twenty_requests_for_one_day_one_holds_it(kit: EquipmentKit) -> None:
    places = apart(lambda: [a_place(f"{number}@exemple.fr") for number in range(MANY)])
    barrier = Barrier(MANY)

    def ask(number: int) -> str:
        barrier.wait(timeout=60)
        try:  # each asks for other days, which all hold the tenth
            a_loan(kit=kit, place=places[number], first=number % 10, days=11)
        except NotLent as refusal:
            return refusal.message[:9]
        return "asked"

    answers = results(start(*[lambda number=each: ask(number) for each in range(MANY)]))

    assert sorted(answers) == ["Déjà pris"] * (MANY - 1) + ["asked"]
    assert apart(Loan.objects.count) == 1
    assert apart(kit.days.count) == 11


def test_a_request_that_many_answer_at_once_is_answered_once(kit: EquipmentKit) -> None:
    loan = apart(lambda: a_loan(kit=kit))
    barrier = Barrier(6)

    def answer(action: str) -> str:
        mine, actor = Loan.objects.with_names().get(pk=loan.pk), team()
        barrier.wait(timeout=60)
        try:
            LOANS.apply(mine, action, actor, reason="Motif.")
        except AlreadyChanged:
            return "too late"
        return action

    answers = results(
        start(*[lambda action=each: answer(action) for each in ["accorder", "refuser"] * 3])
    )

    [done] = set(answers) - {"too late"}
    assert answers.count("too late") == 5
    assert apart(kit.days.count) == (7 if done == "accorder" else 0)
