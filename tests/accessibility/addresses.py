"""Who opens which address of complaints and of the declaration."""

from typing import Any

from django.urls import reverse

from normandie.accessibility.first_page import create_declaration
from tests.accessibility.conftest import make_complaint
from tests.admin_addresses import snippet
from tests.factories import HomePageFactory
from tests.roles import NOBODY, STAFF, WRITERS

WHO = {
    "wagtailsnippets_accessibility_complaint:*": STAFF,
    "wagtailsnippets_accessibility_complaint:add": NOBODY,
    "wagtailsnippets_accessibility_complaint:delete": NOBODY,
}


def things() -> dict[str, Any]:
    complaint = make_complaint()
    return {
        "declaration": create_declaration(HomePageFactory()).pk,
        **snippet("accessibility_complaint", complaint.pk),
        "wagtailsnippets_accessibility_complaint.action": "prendre",
    }


def pages(things: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {reverse("wagtailadmin_pages:edit", args=(things["declaration"],)): WRITERS}
