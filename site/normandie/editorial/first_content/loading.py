"""Creates the first pages that are missing."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.blocks import Block, ListBlock, StructBlock
from wagtail.models import Page

from normandie.editorial.models import EditorialPage, StandardPage

from .addresses import Target, find_page, find_target, link_pages
from .files import FOLDER, ContentError, PageText, read_first_texts

Written = dict[str, Any]
BREAK_BETWEEN_TAGS = re.compile(r">\s*\n\s*<")


class BlockReader:
    """Reads blocks. *target_of* says where an address leads, or raises ``LookupError``."""

    def __init__(self, target_of: Callable[[str], Target]) -> None:
        self.target_of = target_of

    def read(self, written: Written) -> Written:
        """Return the block *written* as an item of a StreamField.

        Raises:
            LookupError: a link of the block leads nowhere.
            KeyError: the block lacks a key.
        """
        kind = written["type"]
        value = {key: item for key, item in written.items() if key != "type"}
        reader = getattr(self, f"_read_{kind}", None)
        return {"type": kind, "value": reader(value) if reader else value}

    def _read_text(self, value: Written) -> str:
        return self.rich(value["value"])

    def _read_gap(self, value: Written) -> Written:
        return {"missing": value["value"], "blocking": value.get("blocking", False)}

    def _read_steps(self, value: Written) -> Written:
        steps = [step | {"text": self.rich(step["text"])} for step in value["steps"]]
        return value | {"steps": steps}

    def _read_questions(self, value: Written) -> Written:
        questions = [item | {"answer": self.rich(item["answer"])} for item in value["questions"]]
        return value | {"questions": questions}

    def _read_definitions(self, value: Written) -> Written:
        terms = [item | {"definition": self.rich(item["definition"])} for item in value["terms"]]
        return value | {"terms": terms}

    def _read_cards(self, value: Written) -> Written:
        return value | {
            "pages": [{"page": self._page(path), "text": ""} for path in value["pages"]]
        }

    def _read_call_to_action(self, value: Written) -> Written:
        target = self.target_of(value["link"])
        if target.page is None:
            return value | {"link": {"page": None, "query": "", "url": target.address}}
        return value | {"link": {"page": target.page.pk, "query": target.query, "url": ""}}

    def _page(self, path: str) -> int:
        page = self.target_of(path).page
        if page is None:
            raise LookupError(path)
        return page.pk

    def rich(self, text: str) -> str:
        """Return *text*, HTML or a bare sentence, as Wagtail keeps rich text."""
        if not text.lstrip().startswith("<"):
            text = f"<p>{escape(text, quote=False)}</p>"
        return link_pages(BREAK_BETWEEN_TAGS.sub("><", text.strip()), self.target_of)


BLOCKS = StandardPage._meta.get_field("body").stream_block


@transaction.atomic
def create_first_content(
    home: Page,
    texts: Iterable[PageText] | None = None,
    *,
    more: Iterable[PageText] = (),
    among: Iterable[Callable[[Page], object]] = (),
) -> list[EditorialPage]:
    """Create and publish, under *home*, the pages of *texts* that are missing; return them.

    *more* are those that another app adds to the first texts of the site.

    A page that exists, or that an editor has moved, is left as it is: it is safe to repeat. All
    pages exist before the first is written, so that they may name one another.

    Args:
        among: what creates pages of other types below these ones, that the texts name too.

    Raises:
        ContentError: a text is wrong; nothing is created.
    """
    missing = [
        (_create(home, text), text)
        for text in [*(read_first_texts(FOLDER) if texts is None else texts), *more]
        if find_page(home, text.path) is None
    ]
    for create in among:
        create(home)
    for page, text in missing:
        _write(home, page, text)
    return [page for page, _ in missing]


def _create(home: Page, text: PageText) -> EditorialPage:
    parent = find_page(home, text.parent)
    if parent is None:
        raise ContentError(
            text.file, "parent", f"aucune page n’a l’adresse «\u00a0{text.parent}\u00a0»."
        )
    model: type[EditorialPage] = apps.get_model(text.page_type)
    page = model(
        title=text.title,
        slug=text.slug,
        lead=text.lead,
        search_description=text.search_description,
        show_in_menus=text.in_menus,
        easy_to_read=text.easy_to_read,
        reviewed_on=text.reviewed_on,
        drawing=text.drawing,
        **text.fields,
    )
    try:
        return parent.add_child(instance=page)
    except ValidationError as error:
        raise ContentError(text.file, _first_key(error), "; ".join(error.messages)) from error


def _write(home: Page, page: EditorialPage, text: PageText) -> None:
    page.refresh_from_db()  # it may have got children since it was created
    reader = BlockReader(partial(find_target, home))
    raw = [_read_block(reader, text, index) for index in range(len(text.body))]
    page.body = BLOCKS.to_python(raw)
    try:
        BLOCKS.clean(page.body)
    except ValidationError as error:
        raise ContentError(text.file, "body", _reasons(error)) from error
    page.save_revision().publish()


def _read_block(reader: BlockReader, text: PageText, index: int) -> dict[str, Any]:
    """Return the block *index* of *text* in Wagtail's form, once it is known to be valid."""
    written = text.body[index]
    key = f"body[{index}] ({written['type']})"
    block = BLOCKS.child_blocks.get(written["type"])
    if block is None:
        raise ContentError(text.file, key, "ce type de bloc n’existe pas.")
    try:
        raw = reader.read(written)
        if unknown := _unknown_keys(block, raw["value"]):
            raise ContentError(text.file, key, f"la clé «\u00a0{unknown[0]}\u00a0» n’existe pas.")
        block.clean(block.to_python(raw["value"]))
    except LookupError as error:
        if isinstance(error, KeyError):
            raise ContentError(text.file, key, f"la clé {error} manque.") from error
        raise ContentError(text.file, key, f"«\u00a0{error}\u00a0» ne mène nulle part.") from error
    except ValidationError as error:
        raise ContentError(text.file, key, _reasons(error)) from error
    return raw


def _unknown_keys(block: Block, value: Any) -> list[str]:
    """Return the keys of *value* that *block*, or a block in it, would drop in silence."""
    if isinstance(block, ListBlock):
        return [key for item in value for key in _unknown_keys(block.child_block, item)]
    if not isinstance(block, StructBlock):
        return []
    known = block.child_blocks
    within = [
        key for name in value.keys() & known for key in _unknown_keys(known[name], value[name])
    ]
    return sorted(value.keys() - known.keys()) + within


def _reasons(error: ValidationError) -> str:
    """Say what a block finds wrong, with the path of its own fields."""
    as_json = getattr(error, "as_json_data", None)
    return str(as_json() if as_json else "; ".join(error.messages))


def _first_key(error: ValidationError) -> str:
    return next(iter(getattr(error, "message_dict", {"page": ""})))
