"""The schemes of a new site: those that the region has published, as ``schemes.toml`` says them."""

from typing import Any

from django.conf import settings

from normandie.editorial.first_content.files import PageText, text_of_type

FILE = "schemes.toml"
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
