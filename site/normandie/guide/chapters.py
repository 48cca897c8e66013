"""The guide of the teams: chapters in Markdown, in ``docs/guide/``, and their pictures beside."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.text.french import typeset

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
PICTURES = FOLDER / "images"
FIRST = "sommaire"  # the chapter that lists the others
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
OTHER_CHAPTER = re.compile(r"^([a-z-]+)\.md$")
PICTURE = re.compile(r"^images/([a-z0-9-]+\.webp)$")


@dataclass(frozen=True)
class Chapter:
    """One page of the guide: its heading is its title, what follows is its text, typeset."""

    title: str
    html: SafeString


def chapters() -> dict[str, Path]:
    """Return the file of each chapter, by its slug."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.md"))}


def find_chapter(slug: str) -> Chapter | None:
    """Return the chapter *slug*, if there is one; *slug* is what an address says, never a path."""
    path = chapters().get(slug)
    return read_chapter(path.read_text(encoding="utf-8")) if path else None


def read_chapter(text: str) -> Chapter:
    """Return the chapter that *text* writes, its links and pictures with the site's addresses.

    Its plain spaces before « : », « ; », « ! », « ? » and inside quotes become no-break ones.

    Raises:
        ValueError: it has no heading.
    """
    heading = TITLE.search(text)
    if heading is None:
        raise ValueError("a chapter begins with its title")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text[heading.end() :])
    _prepare(tokens)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Chapter(typeset(heading[1]), mark_safe(html))  # noqa: S308 -- written here, HTML refused


def _prepare(tokens: Iterable[Token]) -> None:
    """Typeset *tokens*, and give them the addresses of the site."""
    for token in tokens:
        if token.type == "text":
            token.content = typeset(token.content)
        elif token.type == "link_open":
            if found := OTHER_CHAPTER.match(str(token.attrs["href"])):
                token.attrs["href"] = reverse("guide", args=[found[1]])
        elif token.type == "image" and (found := PICTURE.match(str(token.attrs["src"]))):
            token.attrs["src"] = static(f"guide/{found[1]}")
        _prepare(token.children or ())
