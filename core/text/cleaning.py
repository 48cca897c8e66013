"""Text that others wrote, tidied: of the national standard, of HTML, of what is pasted.

``clean_lines`` and ``clean_line`` give back unchanged what they have themselves written: an export
that is imported exports the same.
"""

import html
import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

FULL_WIDTH_QUOTE = "\uff02"  # written by the national pipeline in place of a double quote
LINE_SPACES = re.compile(r"[ \t\v\f\x1c-\x1f]+")
LINE_ENDS = re.compile(r"[\r\n\x85\u2028\u2029]+")
# What PostgreSQL refuses (a null character), and no UTF-8 can say (half a character).
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
OTHER_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


# What no feed (XML 1.0, §2.2), no calendar (RFC 5545 §3.1) and no sheet can hold; and the line ends
# that many programs take for those of a file. Word writes U+000B for one.
UNWRITABLE = re.compile("[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ODD_LINE_ENDS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")


def writable(text: str, line_end: str = " ") -> str:
    """Return *text* without what some channel could not hold; *line_end* replaces odd line ends.

    Models drop it as they are saved one by one (``core.signals``), but not in bulk, nor inside JSON
    and blocks: so each writer of a channel drops it too, and no text that is stored can break one.
    """
    if not UNWRITABLE.search(text):
        return text
    return UNWRITABLE.sub("", ODD_LINE_ENDS.sub(line_end, text))


def clean_lines(text: str) -> str:
    """Return *text* with tidy lines: one space between words, no empty line, real quotes.

    Control characters go; non-breaking spaces stay, they are French typography.
    """
    text = OTHER_CONTROLS.sub("", text.replace(FULL_WIDTH_QUOTE, '"'))
    lines = (LINE_SPACES.sub(" ", line).strip() for line in LINE_ENDS.split(text))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def clean_line(text: str) -> str:
    """Return *text* tidied, on one line."""
    return clean_lines(text).replace("\n", " ")


def distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items that say something, each once, in order."""
    return tuple(dict.fromkeys(item for item in items if item))


def paragraphs_html(text: str) -> str:
    """Return plain *text* as HTML paragraphs, one a line; whatever it holds is shown, not run."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in clean_lines(text).splitlines())


def plain_text(rich: str) -> str:
    """Return the text of an HTML fragment, one line per block."""
    reader = _TextReader()
    reader.feed(rich)
    reader.close()
    return clean_lines("".join(reader.parts))


class _TextReader(HTMLParser):
    BLOCKS = ("p", "div", "br", "hr", "ul", "ol", "li", "h2", "h3", "h4", "h5", "blockquote")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
