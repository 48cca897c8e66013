"""What becomes of kits and loans, where the sheet of their place is merged in another."""

from directory.models import PlacePage
from directory.services.merging import follows, rows_back
from normandie.equipment.models import Participation

PARTICIPATIONS = "equipment.Participation.place"


def pass_on_participations(withdrawn: PlacePage, kept: PlacePage) -> list[int]:
    """Both may have offered themselves for one experiment: the offer of the kept one stands."""
    offered = Participation.objects.filter(place=kept).values("experiment")
    passed = Participation.objects.filter(place=withdrawn).exclude(experiment__in=offered)
    keys = list(passed.values_list("pk", flat=True))
    Participation.objects.filter(pk__in=keys).update(place=kept)
    return keys


follows(PARTICIPATIONS, by=pass_on_participations, back=rows_back(PARTICIPATIONS))
follows(
    "equipment.ExperimentPlace.place",
    "equipment.EquipmentKit.home",
    "equipment.EquipmentKit.place",
    "equipment.Loan.place",
)
