"""Who opens which address of the pooled equipment, in the admin."""

from typing import Any

from django.urls import reverse

from normandie.equipment.first_pages import create_equipment
from tests.admin_addresses import snippet
from tests.equipment.lending import a_loan
from tests.factories import HomePageFactory
from tests.roles import NOBODY, STAFF, WRITERS

WHO = {
    "wagtailsnippets_equipment_equipmentkit:*": STAFF,
    "wagtailsnippets_equipment_loan:*": STAFF,
    # Loans come from managers.
    "wagtailsnippets_equipment_loan:add": NOBODY,
    "wagtailsnippets_equipment_loan:delete": NOBODY,
}


def things() -> dict[str, Any]:
    loan = a_loan()
    return {
        "page of the equipment": create_equipment(HomePageFactory()).pk,
        **snippet("equipment_loan", loan.pk),
        "wagtailsnippets_equipment_loan.action": "accorder",
        **snippet("equipment_equipmentkit", loan.kit_id),
        "wagtailsnippets_equipment_equipmentkit.action": "panne",
    }


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {reverse("wagtailadmin_pages:edit", args=(things["page of the equipment"],)): WRITERS}
