"""What the first pages say of the region: its name, and what only the Région can tell.

A text writes ``$inside`` for « en Bretagne ». Where it stops for the Région, an item of a list is
``{ region = "key", otherwise = […] }``: the items that ``texts.toml`` of the region holds under
that key take its place, or those of ``otherwise``, a gap most often.
"""

from collections.abc import Iterator
from string import Template
from typing import Any

from django.conf import settings

from core.text.french import capitalised
from normandie.settings.region import Region

WORDS = ("name", "network", "authority", "inside", "of", "whole")
FILE = "texts.toml"


class RegionTexts:
    """The words and the texts of a region; ``used`` are the keys that pages asked."""

    def __init__(self, region: Region | None = None) -> None:
        region = region or settings.REGION
        self.words = {word: getattr(region, word) for word in WORDS}
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
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [item for each in value for item in self._items(each)]
        return value

    def _items(self, item: Any) -> Iterator[Any]:
        if not isinstance(item, dict) or "region" not in item:
            yield self.fill(item)
            return
        self.used.add(item["region"])
        if item["region"] in self.texts:
            yield from self.texts[item["region"]]
        else:
            yield from self.fill(item.get("otherwise", []))
