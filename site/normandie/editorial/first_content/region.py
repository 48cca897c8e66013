"""What the first pages say of the region: its name, and what only the Région can tell.

A text writes ``$inside`` for « en Bretagne ». Where it stops for the Région, a value is
``{ region = "key", otherwise = … }``: what ``texts.toml`` of the region holds under that key takes
its place, or else ``otherwise``, a gap most often. In a list, it is a list, or nothing.
"""

from collections.abc import Iterator
from string import Template
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from core.text.french import capitalised
from normandie.settings.region import Region

WORDS = ("name", "network", "authority", "website", "inside", "of", "whole")
FILE = "texts.toml"


class RegionTexts:
    """The words and the texts of a region; ``used`` are the keys that pages asked."""

    def __init__(self, region: Region | None = None) -> None:
        region = region or settings.REGION
        self.words = {word: getattr(region, word) for word in WORDS}
        self.words["website_name"] = urlsplit(region.website).netloc.removeprefix("www.")
        self.words["Inside"] = capitalised(region.inside)  # to begin a sentence
        self.texts = region.read(FILE)
        self.used: set[str] = set()

    @property
    def unused(self) -> list[str]:
        return sorted(self.texts.keys() - self.used)

    def fill(self, value: Any) -> Any:
        """Return *value*, as a file holds it, with what the region says in it.

        Raises:
            KeyError: a word is not one of ``WORDS``.
            ValueError: a « $ » is followed by no word.
        """
        if isinstance(value, str):
            return Template(value).substitute(self.words)
        if isinstance(value, dict) and "region" in value:
            self.used.add(value["region"])
            said = self.texts.get(value["region"])
            return self.fill(value.get("otherwise", [])) if said is None else said
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [item for each in value for item in self._items(each)]
        return value

    def _items(self, item: Any) -> Iterator[Any]:
        filled = self.fill(item)
        if isinstance(item, dict) and "region" in item:
            yield from filled
        else:
            yield filled
