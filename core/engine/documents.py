"""What documents are made of, whatever their kind."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from core.text.index import IndexedWord, owner_of

from .indexes import Document


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
