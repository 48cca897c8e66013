"""Who opens which address about editorial pages: reports, and what is done with one page."""

from typing import Any

from django.urls import reverse

from tests.editorial.pages import StandardPageFactory
from tests.factories import HomePageFactory
from tests.roles import ADMIN, WRITERS

WHO = {
    "editorial_gaps": WRITERS,
    "editorial_gaps_results": WRITERS,
    "links_broken": WRITERS,
    "links_broken_results": WRITERS,
}


def things() -> dict[str, Any]:
    return {"below": StandardPageFactory(title="L’équipe", slug="equipe").pk}


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    home = HomePageFactory().pk
    new = ("editorial", "standardpage", things["below"])
    return {
        reverse("wagtailadmin_pages:add", args=new): WRITERS,
        reverse("wagtailadmin_pages:edit", args=(home,)): WRITERS,
        reverse("wagtailadmin_pages:delete", args=(home,)): ADMIN,
    }
