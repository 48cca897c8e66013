"""The partners of a new site: those of ``partners.toml``, which the region has published."""

from typing import Any

from django.conf import settings

from normandie.editorial.first_content.files import PageText, text_of_type

FILE = "partners.toml"
OF_EACH: dict[str, Any] = {
    "parent": "reseau/partenaires",
    "in_menus": False,
    "easy_to_read": False,
    "drawing": "table",
    "reviewed_on": None,  # what is history was read by nobody since
    "body": [],
}


def partner_texts() -> list[PageText]:
    """Return the pages of the partners of the region; none where it has published none."""
    said = settings.REGION.read(FILE).get("partners", [])
    return [text_of_type("partners.PartnerPage", FILE, OF_EACH | each) for each in said]
