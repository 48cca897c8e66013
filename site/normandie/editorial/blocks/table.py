"""A table of texts, on Wagtail's typed table."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import CharBlock
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from .base import PREVIEW, Groups


class TableBlock(TypedTableBlock):
    """Columns of text under their headings; the first cell of a row is the heading of the row.

    Reads Wagtail's own shape and, from files, a simpler one: ``{"caption": str, "columns": [str],
    "rows": [[str]]}``.
    """

    text = CharBlock(label="Texte", required=False, max_length=400)

    class Meta:
        label = "Tableau"
        icon = "table"
        group = Groups.EXPLAIN
        template = "editorial/blocks/table.html"
        preview_template = PREVIEW
        description = "Des données en lignes et en colonnes, sous un titre."
        preview_value = {
            "caption": "Deux sortes de lieux",
            "columns": ["Lieu", "Pour qui", "Ce qu’on y trouve"],
            "rows": [
                ["EPN", "tout le monde", "une aide et des ordinateurs"],
                ["Tiers-lieu", "qui travaille ou fabrique", "des bureaux et des machines"],
            ],
        }

    def to_python(self, value: Any) -> TypedTable:
        return super().to_python(_typed(value))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add ``rows``: in each, the heading of the column and the text of each cell."""
        headings = [column["heading"] for column in value.columns]
        rows = [
            [(heading, cell.value or "") for heading, cell in zip(headings, row, strict=False)]
            for row in value.rows
        ]
        return super().get_context(value, parent_context) | {"rows": rows}

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        if self.is_deferred_validation:
            return cleaned
        if mistakes := list(_mistakes(cleaned)):
            raise TypedTableBlockValidationError(
                non_block_errors=[ValidationError(mistake) for mistake in mistakes]
            )
        return cleaned


def _typed(value: Any) -> Any:
    if not value or not all(isinstance(column, str) for column in value.get("columns", ())):
        return value
    return {
        "caption": value.get("caption", ""),
        "columns": [{"type": "text", "heading": heading} for heading in value.get("columns", ())],
        "rows": [{"values": row} if isinstance(row, list) else row for row in value["rows"]],
    }


def _mistakes(table: TypedTable) -> Any:
    if not (table.caption or "").strip():
        yield "Donnez un titre au tableau\u00a0: il dit ce qu’on y lit."
    if not table.columns or not table.row_data:
        yield "Un tableau a au moins une colonne et une ligne."
    if not all(column["heading"].strip() for column in table.columns):
        yield "Chaque colonne a un titre."
