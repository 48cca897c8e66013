"""The few marks of Markdown that people write in OpenAgenda, as HTML of ours.

Not a reading of CommonMark: titles, lists, bold, italic and links are what the editor of OpenAgenda
offers, and what the page of an event may hold (``EventPage.body``).
"""

import re
from itertools import groupby

from django.utils.html import escape

TITLE = re.compile(r"#{1,6}\s+(.+)")
ITEM = re.compile(r"[-*+•]\s+(.+)")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+(.+)")
RULE = re.compile(r"([-*_])\s*(?:\1\s*){2,}|=+|-+")
QUOTE = re.compile(r"(?:>\s*)+")
LINK = re.compile(
    r"(?<!!)\[([^\[\]]+)\]\((https?://[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:\s[^()]*)?\)"
)
IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()]*\)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
# A mark holds to its word: « 2 * 3 * 4 » and « nom_de_fichier » have none.
MARKS = (
    (re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<!\w)__(?=\S)([^_]+?)(?<=\S)__(?!\w)"), r"<b>\1</b>"),
    (re.compile(r"\*(?=\S)([^*]+?)(?<=\S)\*"), r"<i>\1</i>"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"<i>\1</i>"),
)
# A character of private use stands for each that is not to be read as a mark.
PRIVATE = 0xE000
KEPT = re.compile(f"[{chr(PRIVATE + 33)}-{chr(PRIVATE + 126)}]")
ASIDE = chr(PRIVATE)
PUT_ASIDE = re.compile(f"{ASIDE}([0-9]+){ASIDE}")


def to_html(lines: list[str]) -> str:
    """Return *lines* of Markdown as HTML; whatever else they hold is shown, not run."""
    blocks = [_block(line) for line in lines if not RULE.fullmatch(line)]
    html = ""
    for tag, group in groupby(blocks, key=lambda block: block[0]):
        if tag in ("ul", "ol"):
            html += f"<{tag}>{''.join(f'<li>{text}</li>' for _, text in group)}</{tag}>"
        else:
            html += "".join(f"<{tag}>{text}</{tag}>" for _, text in group)
    return html


def _block(line: str) -> tuple[str, str]:
    line = QUOTE.sub("", line, count=1) if line.startswith(">") else line
    for tag, mark in (("h3", TITLE), ("ul", ITEM), ("ol", NUMBERED)):
        if match := mark.fullmatch(line):
            return tag, _inline(match[1].rstrip(" #") if tag == "h3" else match[1])
    return "p", _inline(line)


def _inline(text: str) -> str:
    text = IMAGE.sub(r"\1", text.replace(ASIDE, ""))
    text = ESCAPED.sub(lambda match: chr(PRIVATE + ord(match[1])), text)
    links: list[tuple[str, str]] = []

    def put_aside(match: re.Match[str]) -> str:
        links.append((match[1], match[2]))
        return f"{ASIDE}{len(links) - 1}{ASIDE}"

    html = _marked(escape(LINK.sub(put_aside, text)))
    html = PUT_ASIDE.sub(lambda match: _link(*links[int(match[1])]), html)
    return KEPT.sub(lambda match: escape(chr(ord(match[0]) - PRIVATE)), html)


def _link(words: str, address: str) -> str:
    return f'<a href="{escape(address)}">{_marked(escape(words))}</a>'


def _marked(html: str) -> str:
    for mark, replacement in MARKS:
        html = mark.sub(replacement, html)
    return html
