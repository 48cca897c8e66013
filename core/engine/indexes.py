"""What the engine holds: indexes, and the kinds of rows whose words are in them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete

from core.text.index import TITLE_WEIGHT, IndexedWord, owner_of, words_changed

from . import client

Document = dict[str, Any]
WEIGHTS = range(1, TITLE_WEIGHT + 1)

# What is only searched needs no column to sort by, nor the length of its texts.
SEARCHED: Document = {"type": "keyword", "doc_values": False, "norms": False}
KEY: Document = {"type": "long"}
STEMS: Document = {"stems": SEARCHED, "pk": KEY}  # what every index holds
WEIGHED: Document = {f"s{weight}": SEARCHED for weight in WEIGHTS}


@dataclass(frozen=True)
class Index:
    """What is searched together.

    Attributes:
        fields: what it holds beside the stems and the key.
        made_with: what else its documents depend on.
    """

    name: str
    fields: Document = field(default_factory=dict)
    made_with: Callable[[], str] = str

    @property
    def root(self) -> str:
        """What the names of all its versions begin with in the engine."""
        return f"{client.prefix()}-{self.name}"

    @property
    def alias(self) -> str:
        """What leads to the last one that was made whole, of this version.

        A release that asks for other fields does not find that of the former one, which would
        answer beside the point: the tables answer until it is made again.
        """
        made_of = json.dumps([self.mappings, self.made_with()], sort_keys=True)
        return f"{self.root}-{sha256(made_of.encode()).hexdigest()[:8]}"

    @property
    def mappings(self) -> Document:
        """What the engine is told of it: no text is kept, only what finds."""
        properties = {**STEMS, **self.fields}
        return {"dynamic": False, "_source": {"enabled": False}, "properties": properties}


@dataclass(frozen=True)
class Fed:
    """Rows whose words are in an index.

    Attributes:
        name: of the rows in the queue, and of their documents.
        owner: the model whose words they are.
        rows: all those that may be found, to fill an index.
        documents: makes, by key, what the engine holds of some rows; the others are taken out.
    """

    name: str
    index: Index
    owner: type[Model]
    rows: Callable[[], QuerySet[Any, Any]]
    documents: Callable[[Collection[int]], dict[int, Document]]


FED: dict[str, Fed] = {}


def register(fed: Fed) -> None:
    """Have the rows of *fed* in the engine from now on, as their words change and they leave."""
    from .queue import note

    def changed(sender: type[IndexedWord], pks: Collection[int], **kwargs: Any) -> None:
        if owner_of(sender).related_model is fed.owner:
            note(fed.name, pks)

    def left(instance: Model, **kwargs: Any) -> None:
        note(fed.name, [cast(int, instance.pk)])

    if fed.name in FED:
        raise ValueError(f"two kinds of rows are called {fed.name}")
    FED[fed.name] = fed
    words_changed.connect(changed, weak=False)
    post_delete.connect(left, sender=fed.owner, weak=False)


def indexes() -> list[Index]:
    """Return those that hold something."""
    return list({fed.index.name: fed.index for fed in FED.values()}.values())


def weighed_words(words: type[IndexedWord], pks: Collection[int]) -> dict[int, Document]:
    """Return, by key, the stems of some rows of the table *words*: all, and by weight."""
    found: dict[int, Document] = {pk: defaultdict(list) for pk in pks}
    owner = owner_of(words)
    table: Any = words._default_manager
    rows = table.filter(**{f"{owner.name}__in": pks}).order_by()
    for pk, stem, weight in rows.values_list(owner.attname, "stem", "weight"):
        found[pk]["stems"].append(stem)
        found[pk][f"s{weight}"].append(stem)
    return found
