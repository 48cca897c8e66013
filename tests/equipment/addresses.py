"""Who opens which address of the pooled equipment, in the admin."""

from typing import Any

from django.urls import reverse

from normandie.equipment.first_pages import create_equipment
from normandie.equipment.services.experiments import offer
from tests.admin_addresses import snippet
from tests.equipment.lending import a_loan
from tests.equipment.trying import an_experiment
from tests.factories import HomePageFactory
from tests.roles import NOBODY, STAFF, WRITERS

WHO = {
    "wagtailsnippets_equipment_equipmentkit:*": STAFF,
    # Loans and offers come from managers.
    **{
        f"wagtailsnippets_equipment_{each}:{action}": who
        for each in ("loan", "participation")
        for action, who in (("*", STAFF), ("add", NOBODY), ("delete", NOBODY))
    },
}


def things() -> dict[str, Any]:
    loan, experiment = a_loan(), an_experiment()
    offered = offer(experiment, loan.place, None)
    return {
        "page of the equipment": create_equipment(HomePageFactory()).pk,
        **snippet("equipment_loan", loan.pk),
        "wagtailsnippets_equipment_loan.action": "accorder",
        **snippet("equipment_equipmentkit", loan.kit_id),
        "wagtailsnippets_equipment_equipmentkit.action": "panne",
        **snippet("equipment_participation", offered.pk),
        "wagtailsnippets_equipment_participation.action": "retenir",
        "experiment": experiment.pk,
    }


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    names = ("page of the equipment", "experiment")
    return {reverse("wagtailadmin_pages:edit", args=(things[name],)): WRITERS for name in names}
