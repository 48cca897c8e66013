"""Who opens which address of the admin about schemes."""

from typing import Any

from django.urls import reverse

from tests.funding.factories import a_scheme
from tests.roles import STAFF, WRITERS

WHO = {"funding_subventions": STAFF}


def things() -> dict[str, Any]:
    scheme = a_scheme("aide-des-roles")
    return {"scheme": scheme.pk, "schemes": scheme.get_parent().pk}


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    new = ("funding", "fundingschemepage", things["schemes"])
    return {
        reverse("wagtailadmin_pages:add", args=new): WRITERS,
        reverse("wagtailadmin_pages:edit", args=(things["scheme"],)): WRITERS,
    }
