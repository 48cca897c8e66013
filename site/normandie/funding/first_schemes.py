"""The schemes of a new site: those that the region has published, as ``schemes.toml`` says them."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from normandie.editorial.first_content.addresses import find_page
from normandie.editorial.first_content.files import PageText, text_of_type
from normandie.funding.models import FundingIndexPage

FILE = "schemes.toml"
CONTACT = "contact"
OF_EACH: dict[str, Any] = {
    "parent": "aides",
    "in_menus": False,
    "easy_to_read": False,
    "drawing": "building-site",
    "body": [],
}


def scheme_texts() -> list[PageText]:
    """Return the pages of the schemes of the region; none where it has published none."""
    return [
        text_of_type(
            "funding.FundingSchemePage", FILE, OF_EACH | said | {"reviewed_on": said["read_on"]}
        )
        for said in settings.REGION.read(FILE).get("schemes", [])
    ]


def link_contact_page(home: Page) -> None:
    """Let the page of the schemes lead to that of the contacts, where it leads nowhere yet."""
    FundingIndexPage.objects.filter(contact_page=None).update(contact_page=find_page(home, CONTACT))
