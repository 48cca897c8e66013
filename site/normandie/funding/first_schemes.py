"""The schemes of a new site: those that the region has published, as ``schemes.toml`` says them."""

from dataclasses import fields
from typing import Any

from django.conf import settings

from normandie.editorial.first_content.files import PageText

FILE = "schemes.toml"
TEXT = {field.name for field in fields(PageText)}
OF_EACH: dict[str, Any] = {
    "parent": "aides",
    "in_menus": False,
    "easy_to_read": False,
    "drawing": "building-site",
    "body": [],
}


def scheme_texts() -> list[PageText]:
    """Return the pages of the schemes of the region; none where it has published none."""
    return [_text(OF_EACH | said) for said in settings.REGION.read(FILE).get("schemes", [])]


def _text(said: dict[str, Any]) -> PageText:
    written = {name: value for name, value in said.items() if name in TEXT}
    own = {name: value for name, value in said.items() if name not in TEXT}
    return PageText(
        file=FILE,
        page_type="funding.FundingSchemePage",
        reviewed_on=said["read_on"],
        fields=own,
        **written,
    )
