"""Reads the texts of the first pages: one TOML file per page, in the order of their names."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from .region import FILE as REGION_FILE
from .region import RegionTexts

FOLDER = Path(__file__).parent / "pages"
NOT_WRITTEN = ("file", "fields")  # of a text: the reader gives them


class ContentError(ValueError):
    """A text cannot be loaded; says which file, which key of it, and why."""

    def __init__(self, file: str, key: str, reason: object) -> None:
        super().__init__(f"{file}, {key}\u00a0: {reason}")


@dataclass(frozen=True)
class PageText:
    """What a file says of a page.

    ``parent`` is a path under the home page, without slashes at its ends (« » for the home page
    itself); ``body`` holds the blocks as written, each with its ``type``; ``drawing`` is one of
    ``core.pictures.drawings``, or nothing; ``page_type`` names the model of the page, and
    ``fields`` give it what pages of that type say besides.
    """

    file: str
    slug: str
    parent: str
    title: str
    lead: str
    search_description: str
    in_menus: bool
    easy_to_read: bool
    reviewed_on: date | None
    body: list[dict[str, Any]]
    drawing: str = ""
    page_type: str = "editorial.StandardPage"
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path of the page under the home page: « reseau/epn »."""
        return f"{self.parent}/{self.slug}".lstrip("/")


TEXT = {each.name for each in fields(PageText)} - {"file", "page_type", "fields"}


def text_of_type(page_type: str, file: str, said: dict[str, Any]) -> PageText:
    """Return the text of a page of *page_type*: what it *said* that all pages do not is its own."""
    return PageText(
        file=file,
        page_type=page_type,
        fields={name: value for name, value in said.items() if name not in TEXT},
        **{name: value for name, value in said.items() if name in TEXT},
    )


def read_texts(folder: Path = FOLDER, region: RegionTexts | None = None) -> list[PageText]:
    """Return the texts of *folder*, in the order of the names of their files.

    Raises:
        ContentError: a file is not TOML, lacks a key, has one too many or of another type.
    """
    region = region or RegionTexts()
    return [_read(path, region) for path in sorted(folder.glob("*.toml"))]


def read_first_texts(folder: Path = FOLDER) -> list[PageText]:
    """Return the texts of a new site.

    Raises:
        ContentError: one is wrong, or the region has a text for a place that no page leaves it.
    """
    region = RegionTexts()
    texts = read_texts(folder, region)
    for key in region.unused:
        raise ContentError(REGION_FILE, key, "aucune page ne demande ce texte.")
    return texts


def _read(path: Path, region: RegionTexts) -> PageText:
    try:
        written = region.fill(tomllib.loads(path.read_text("utf-8")))
    except (KeyError, ValueError) as error:  # a TOMLDecodeError is one
        raise ContentError(path.name, "fichier", error) from error
    for key, reason in _mistakes(written):
        raise ContentError(path.name, key, reason)
    return PageText(file=path.name, **written)


def _mistakes(written: dict[str, Any]) -> Iterator[tuple[str, str]]:
    types = {each.name: each.type for each in fields(PageText) if each.name not in NOT_WRITTEN}
    for key in types.keys() - written.keys() - {"drawing", "page_type"}:
        yield key, "cette clé manque."
    for key, value in written.items():
        expected = types.get(key)
        if expected is None:
            yield key, "cette clé n’existe pas."
        elif not isinstance(value, list if key == "body" else expected):  # type: ignore[arg-type]
            yield key, f"une autre sorte de valeur est attendue que «\u00a0{value}\u00a0»."
    for index, block in enumerate(written.get("body", [])):
        if not isinstance(block, dict) or "type" not in block:
            yield f"body[{index}]", "un bloc dit son type."
