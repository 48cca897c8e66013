"""A kit is asked for, goes from place to place, comes back: who may, when, and what is told."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.workflow import Actor, NotNow
from directory.services.merging import unforeseen
from normandie.equipment.jobs import expire_loans, forget_borrowers, remind_borrowers
from normandie.equipment.models import EquipmentKit, Loan, LoanDay
from normandie.equipment.services.loans import NotLent, act, report_breakdown
from normandie.equipment.workflow import BORROWER, GIVER, KITS, LOANS
from tests.clock import in_december_2026
from tests.equipment.lending import TODAY, a_kit, a_loan, a_place, go, team
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.undone import undone
from tests.workflows import check_case, every_case

pytestmark = [pytest.mark.django_db, in_december_2026]
GOOD, BROKEN = Loan.Condition.GOOD, Loan.Condition.BROKEN
DAY = timedelta(days=1)


def days_of(kit: EquipmentKit) -> list[date]:
    return list(LoanDay.objects.filter(kit=kit).values_list("day", flat=True))


def tell(subject: str) -> list[str]:
    """Return to whom the mails went whose subject begins so."""
    return sorted(mail.to[0] for mail in sent_mails() if mail.subject.startswith(subject))


def in_state(state: str) -> Loan:
    loan = a_loan()
    Loan.objects.filter(pk=loan.pk).update(state=state)
    return Loan.objects.with_names().get(pk=loan.pk)


def kit_in_state(state: str) -> EquipmentKit:
    return a_kit(state=state)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("table", "make"), [(LOANS, in_state), (KITS, kit_in_state)], ids=["loans", "kits"]
)
def test_the_tables_alone_say_what_may_be_done(table: Any, make: Any) -> None:
    for case in every_case(table):
        with undone():
            check_case(table, make, case.values)


def test_a_request_holds_its_days_until_it_is_refused() -> None:
    kit = a_kit()
    loan = a_loan(kit=kit, days=3)
    with pytest.raises(NotLent) as refusal:
        a_loan(kit=kit, first=2, days=4)
    assert refusal.value.message.startswith("Déjà pris le 3\u00a0décembre 2026.")
    with pytest.raises(IntegrityError), transaction.atomic():
        LoanDay.objects.create(kit=kit, loan=loan, day=TODAY)  # whoever forgets to ask

    again = a_loan(kit=kit, place=loan.place, days=3)  # sent twice
    assert again == loan
    assert tell("Prêt demandé") == ["equipe@localhost"]

    go(loan, "refuser")

    assert days_of(kit) == []
    assert tell("Prêt refusé") == ["gerant@exemple.fr"]
    assert a_loan(kit=kit, first=2, days=4).state == Loan.State.ASKED


def test_a_kit_goes_from_place_to_place_and_home() -> None:
    home = a_place("rangement@exemple.fr", title="Le dépôt")
    kit = a_kit(home=home, place=home)
    first = go(a_loan(kit=kit, days=5), "accorder")
    second = a_loan(kit=kit, place=a_place("suivant@exemple.fr"), first=5, days=3)
    second = go(second, "accorder")
    user = UserFactory()

    act(first, "remettre", GIVER, user, condition=GOOD)
    assert (first.left_from, kit_now(kit).place) == ("Le dépôt", home)
    act(first, "recevoir", BORROWER, user, condition=GOOD)
    assert kit_now(kit).place == first.place
    assert kit_now(kit).situation["label"] == "Prêté"

    second = Loan.objects.with_names().get(pk=second.pk)
    with pytest.raises(NotNow, match="Trop tôt"):
        act(second, "remettre", GIVER, user, condition=GOOD)
    with time_machine.travel("2026-12-05 10:00Z"):  # the last day of one, the eve of the other
        act(second, "remettre", GIVER, user, condition=Loan.Condition.INCOMPLETE, remark="Un câble")
        act(second, "recevoir", BORROWER, user, condition=Loan.Condition.INCOMPLETE)
    first.refresh_from_db()
    assert (first.state, first.return_condition) == (Loan.State.RETURNED, "incomplet")
    assert first.return_remark == second.departure_remark == "Un câble"
    assert kit_now(kit).place == second.place

    with time_machine.travel("2026-12-06 10:00Z"):
        second = Loan.objects.with_names().get(pk=second.pk)
        act(second, "rendre", BORROWER, user, condition=GOOD)
    assert (kit_now(kit).place, kit_now(kit).situation["label"]) == (home, "Disponible")
    # It came back two days early: these are free again, and the past stays written.
    assert days_of(kit)[-1] == date(2026, 12, 6)


def kit_now(kit: EquipmentKit) -> EquipmentKit:
    return EquipmentKit.objects.get(pk=kit.pk)


def test_a_breakdown_is_told_and_stops_the_loans() -> None:
    kit = a_kit()
    waits = go(a_loan(kit=kit, first=3), "accorder")

    report_breakdown(kit_now(kit), UserFactory(), "L’écran est noir.", "La Fabrique")

    assert tell("En panne\u00a0: Six casques, que vous attendez") == ["gerant@exemple.fr"]
    team_mail = next(each for each in sent_mails() if each.subject == "En panne\u00a0: Six casques")
    assert "La Fabrique" in team_mail.body
    assert "L’écran est noir." in team_mail.body
    with pytest.raises(NotLent):
        a_loan(kit=kit, first=30)
    with pytest.raises(NotNow, match="en panne"):
        go(waits, "remettre")

    KITS.apply(kit_now(kit), "reparer", team())
    returned = go(waits, "remettre", "recevoir")
    act(returned, "rendre", BORROWER, None, condition=BROKEN, remark="Il ne s’allume plus.")
    assert kit_now(kit).state == EquipmentKit.State.BROKEN
    assert kit_now(kit).history.last().reason == "Il ne s’allume plus."


def test_giving_up_frees_the_days_and_tells_the_team() -> None:
    loan = go(a_loan(first=3), "accorder")

    act(loan, "renoncer", BORROWER, UserFactory())

    assert days_of(loan.kit) == []
    assert len(tell(f"{loan.place.title} renonce")) == 1


def test_nights_remind_say_what_is_late_and_close_what_never_left() -> None:
    loan = go(a_loan(days=10), "accorder", "remettre", "recevoir")
    asked = a_loan(days=2)
    told = {}
    for day in range(1, 22):
        with time_machine.travel(TODAY + day * DAY + timedelta(hours=2)):
            for _ in range(2):  # a night done twice tells once
                remind_borrowers()
            expire_loans()
            told[day] = len(tell("À rendre")), len(tell("En retard"))

    # Its last day is the 10th: reminded on the 3rd and the 9th, late from the 11th on, and each
    # week after, to the managers and to the team.
    news = [day + 1 for day in told if told[day] != told.get(day - 1, (0, 0))]
    assert news == [3, 9, 11, 17]
    assert told[21] == (2, 4)
    asked.refresh_from_db()
    assert (asked.state, loan.kit.days.filter(loan=asked).count()) == (Loan.State.CANCELLED, 0)
    assert tell("Prêt annulé") == ["gerant@exemple.fr"]


def test_names_are_forgotten_a_year_after_the_end() -> None:
    over, standing, kit = go(a_loan(), "refuser"), a_loan(), a_kit()
    report_breakdown(kit, UserFactory(), "L’écran est noir.", "La Fabrique")
    forget_borrowers()
    assert kit.history.get().user

    with time_machine.travel(TODAY + timedelta(days=367)):
        forget_borrowers()

    over.refresh_from_db()
    standing.refresh_from_db()
    assert over.asked_by is None
    assert standing.asked_by is not None
    assert over.workshop
    assert not over.history.exclude(user=None).exists()
    assert kit.history.get().user is None


@pytest.mark.one_engine
def test_a_merged_sheet_takes_its_loans_along() -> None:
    assert [each for each in unforeseen() if each.startswith("equipment")] == []


def test_the_actor_is_written() -> None:
    loan, user = go(a_loan(), "accorder", "remettre"), UserFactory()
    LOANS.apply(loan, "recevoir", Actor(BORROWER, user), condition=GOOD)

    assert loan.history.last().user == user
