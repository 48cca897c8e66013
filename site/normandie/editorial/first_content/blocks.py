"""Turns the blocks of a text into the form in which Wagtail keeps them."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from .addresses import Target, link_pages

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
