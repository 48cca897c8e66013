"""The guides of the site: chapters in Markdown, in ``docs/guide/``; pictures are of each region."""

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
# As the texts name them, so that they may be read where they are written too.
PICTURE = re.compile(r"^(?:\.\./)+regions/normandie/static/[a-z-]+/([a-z0-9-]+\.webp)$")


@dataclass(frozen=True)
class Chapter:
    """One page of the guide: its heading is its title, what follows is its text, typeset."""

    title: str
    html: SafeString


@dataclass(frozen=True)
class Guide:
    """The chapters of *folder*, shown at *address*, the name of an address that takes a slug.

    *pictures* is where the static files of the region have its pictures, taken on its own demo;
    a region that has none yet reads the text alone.
    """

    folder: Path
    address: str
    pictures: str

    @property
    def images(self) -> Path:
        return settings.REGION.folder / "static" / self.pictures

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
                token.attrs |= {
                    "src": static(f"region/{self.pictures}/{found[1]}"),
                    "loading": "lazy",
                }
            if token.children:
                token.children = [each for each in token.children if not self._lacks(each)]
                self._prepare(token.children)

    def _lacks(self, token: Token) -> bool:
        """Whether *token* is a picture that nobody has taken in this region."""
        found = PICTURE.match(str(token.attrs.get("src", "")))
        return found is not None and not (self.images / found[1]).is_file()


TEAMS = Guide(FOLDER, "guide", "guide")
MANAGERS = Guide(FOLDER / "gerants", "espace:guide", "guide-gerants")
GUIDES = (TEAMS, MANAGERS)
