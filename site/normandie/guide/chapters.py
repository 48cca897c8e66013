"""The guides of the site: chapters in Markdown, in ``docs/guide/``, and their pictures beside."""

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
FIRST = "sommaire"  # the chapter that lists the others
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
OTHER_CHAPTER = re.compile(r"^([a-z-]+)\.md$")
PICTURE = re.compile(r"^images/([a-z0-9-]+\.webp)$")


@dataclass(frozen=True)
class Chapter:
    """One page of the guide: its heading is its title, what follows is its text, typeset."""

    title: str
    html: SafeString


@dataclass(frozen=True)
class Guide:
    """The chapters of *folder*, shown at *address*, the name of an address that takes a slug.

    *pictures* is where the static files have its ``images/``.
    """

    folder: Path
    address: str
    pictures: str

    @property
    def images(self) -> Path:
        return self.folder / "images"

    def chapters(self) -> dict[str, Path]:
        """Return the file of each chapter, by its slug."""
        return {path.stem: path for path in sorted(self.folder.glob("*.md"))}

    def find(self, slug: str) -> Chapter | None:
        """Return the chapter *slug*, if there is one; *slug* is what an address says, no path."""
        path = self.chapters().get(slug)
        return self.read(path.read_text(encoding="utf-8")) if path else None

    def read(self, text: str) -> Chapter:
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
        self._prepare(tokens)
        html = markdown.renderer.render(tokens, markdown.options, {})
        return Chapter(typeset(heading[1]), mark_safe(html))  # noqa: S308 -- ours, HTML refused

    def _prepare(self, tokens: Iterable[Token]) -> None:
        """Typeset *tokens*, and give them the addresses of the site."""
        for token in tokens:
            if token.type == "text":
                token.content = typeset(token.content)
            elif token.type == "link_open":
                if found := OTHER_CHAPTER.match(str(token.attrs["href"])):
                    token.attrs["href"] = reverse(self.address, args=[found[1]])
            elif token.type == "image" and (found := PICTURE.match(str(token.attrs["src"]))):
                token.attrs |= {"src": static(f"{self.pictures}/{found[1]}"), "loading": "lazy"}
            self._prepare(token.children or ())


TEAMS = Guide(FOLDER, "guide", "guide")
MANAGERS = Guide(FOLDER / "gerants", "espace:guide", "guide-gerants")
GUIDES = (TEAMS, MANAGERS)
