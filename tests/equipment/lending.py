"""What the tests of the pooled equipment start from."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core.workflow import TEAM, Actor
from normandie.equipment.models import EquipmentKit, Loan
from normandie.equipment.services.loans import ask
from normandie.equipment.workflow import LOANS
from tests.factories import PlacePageFactory, UserFactory

NOW = "2026-12-01 10:00"
TODAY = date(2026, 12, 1)
KIT: dict[str, Any] = {"name": "Six casques", "contents": "6 casques\n6 chargeurs", "value": 2400}
REASONS = {"refuser": "Il part en révision.", "annuler": "Il ne revient pas à temps."}


def a_kit(**values: Any) -> EquipmentKit:
    return EquipmentKit.objects.create(**(KIT | values))


def a_place(email: str = "gerant@exemple.fr", **values: Any) -> Any:
    """Return a place and its manager, who reads *email*."""
    place, user = PlacePageFactory(**values), UserFactory(email=email)
    place.managers.add(user)
    return place


def a_loan(
    *, kit: EquipmentKit | None = None, place: Any = None, first: int = 0, days: int = 7
) -> Loan:
    """Return a request for *days* from *first* days after today on."""
    place = place or a_place()
    first_day = timezone.localdate() + timedelta(days=first)
    return ask(
        kit or a_kit(),
        place,
        place.managers.first(),
        first_day=first_day,
        last_day=first_day + timedelta(days=days - 1),
        workshop="Visite d’un musée",
    )


def team() -> Actor:
    return Actor(TEAM, UserFactory())


def go(loan: Loan, *actions: str, **data: Any) -> Loan:
    """Have the team do *actions*, in turn, on *loan* as it now is."""
    for action in actions:
        fresh = Loan.objects.with_names().get(pk=loan.pk)
        LOANS.apply(fresh, action, team(), reason=REASONS.get(action, ""), **data)
    return Loan.objects.with_names().get(pk=loan.pk)
