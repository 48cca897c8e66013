"""A StreamField whose blocks stay out of migrations (docs/decisions/0010-light-streamfield.md)."""

from typing import Any

from wagtail.blocks import StreamBlock, StreamValue
from wagtail.fields import StreamField


class HistoricalStreamBlock(StreamBlock):
    """Stands for the blocks in a migration: keeps what it reads as it is, whatever its type.

    A StreamBlock without definitions drops what it does not know: a data migration that saves a
    page would empty it.
    """

    def to_python(self, value: Any) -> StreamValue:
        if isinstance(value, list):
            return StreamValue(self, value, is_lazy=True)
        return super().to_python(value)


class LightStreamField(StreamField):
    """A StreamField that a migration knows as a column of JSON.

    ``block_types`` is given by the model, and left out of migrations: a block that is added,
    renamed or reworded makes none. Data that must change shape get a migration of their own, with
    ``wagtail.blocks.migrations`` and the definitions it needs.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        super().__init__(HistoricalStreamBlock() if block_types is None else block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
