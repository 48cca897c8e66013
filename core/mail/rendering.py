"""The three parts of a mail (subject, plain text, HTML) made from one HTML template.

The template extends « emails/base.html »; its ``<title>`` is the subject. The plain text says all
that the HTML says: many people read it, by choice or through a screen reader.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from core.text.cleaning import writable

SPACES = re.compile(r"[ \t\r\n]+")  # no-break spaces stay
BLOCKS = frozenset({"p", "h1", "h2", "ul", "ol", "li", "div", "main", "header", "footer", "br"})
APART = frozenset({"p", "h1", "h2", "ul", "ol", "footer"})  # an empty line before and after
SILENT = frozenset({"title", "style", "header"})  # the text is signed at its end


@dataclass(frozen=True)
class RenderedMail:
    subject: str
    text: str
    html: str


def render_mail(template: str, context: dict[str, Any]) -> RenderedMail:
    """Render *template*; a subject holds no line break, so that it forges no header."""
    html = writable(render_to_string(template, context | {"region": settings.REGION}), "\n")
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return RenderedMail(reader.subject, reader.text, html)


class _TextReader(HTMLParser):
    """Reads the subject and the plain text of a mail: « label : address », « - » for a list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.subject = ""
        self.link = ""
        self.link_text = ""
        self.inside: list[str] = []

    @property
    def text(self) -> str:
        lines = "\n".join(line.rstrip(" ") for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        if tag in SILENT or tag == "li":
            self.inside.append(tag)
        if tag == "li":
            self.lines[-1] = "- "
        elif tag == "a":
            self.link, self.link_text = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()
        self._break(tag)
        if tag == "a" and self.link:
            if self.link_text.strip() != self.link:
                self.lines[-1] += f"\u00a0: {self.link}"
            self.link = ""

    def handle_data(self, data: str) -> None:
        words = SPACES.sub(" ", data)
        if "title" in self.inside:
            self.subject = SPACES.sub(" ", self.subject + data).strip()
        elif not SILENT & set(self.inside):
            self.link_text += words
            at_start = self.lines[-1].strip(" -") == "" or self.lines[-1].endswith(" ")
            self.lines[-1] += words.lstrip(" ") if at_start else words

    def _break(self, tag: str) -> None:
        """Begin another line, indented under the item of a list that is being read."""
        if tag not in BLOCKS:
            return
        indent = "  " if "li" in self.inside else ""
        if tag in APART and not indent:
            self.lines += [""]
        if self.lines[-1].strip(" -"):
            self.lines.append(indent)
        elif self.lines[-1] != "- ":
            self.lines[-1] = indent
