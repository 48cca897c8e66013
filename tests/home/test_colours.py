"""Text and controls keep the contrast of WCAG 2.2 AA in both themes."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    ("ink", "page", TEXT), ("ink", "surface", TEXT), ("ink", "sunken", TEXT),
    ("ink-soft", "page", TEXT), ("ink-soft", "surface", TEXT), ("ink-soft", "sunken", TEXT),
    ("link", "page", TEXT), ("link", "sunken", TEXT), ("link-hover", "page", TEXT),
    ("on-action", "action", TEXT), ("on-action", "action-hover", TEXT),
    ("on-sea", "sea", TEXT), ("on-sea-soft", "sea", TEXT), ("on-sea-soft", "sea-deep", TEXT),
    ("apple", "sea", TEXT), ("apple", "sea-deep", TEXT),
    ("on-apple", "apple", TEXT), ("on-apple", "apple-hover", TEXT),
    ("open-ink", "open-wash", TEXT), ("warning-ink", "warning-wash", TEXT),
    ("closed-ink", "closed-wash", TEXT), ("label-ink", "label-wash", TEXT),
    ("error-ink", "error-wash", TEXT), ("error-ink", "page", TEXT),
    ("ink", "warning-wash", TEXT), ("ink", "error-wash", TEXT), ("ink", "open-wash", TEXT),
    ("line-strong", "page", CONTROL), ("line-strong", "surface", CONTROL),
    ("marker", "page", CONTROL), ("focus", "page", CONTROL), ("action", "page", CONTROL),
    ("field-on-sea", "sea-deep", CONTROL), ("on-sea-line", "sea-deep", CONTROL),
    ("mark-glyph", "mark-epn", CONTROL), ("mark-glyph", "mark-tiers-lieu", CONTROL),
    ("mark-glyph", "mark-pole", CONTROL), ("mark-glyph", "mark-aide", CONTROL),
    ("mark-epn", "map-land", CONTROL), ("mark-tiers-lieu", "map-land", CONTROL),
    ("mark-pole", "map-land", CONTROL), ("mark-aide", "map-land", CONTROL),
    ("map-line", "map-land", CONTROL), ("map-line", "map-sea", CONTROL),
]  # fmt: skip


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of each theme; the dark one only restates what changes."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for name in ("tokens.css", "map/tokens.css"):
        here, there = (CSS / name).read_text().split("@media (prefers-color-scheme: dark)")
        light |= declared_in(here)
        dark |= declared_in(there)
    return {"light": light, "dark": light | dark}


def declared_in(source: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", source))


def luminance(colour: str) -> float:
    """Return the relative luminance of a hexadecimal *colour* (definition of WCAG 2.2)."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_that_meet_can_be_told_apart(
    theme: str, front: str, ground: str, least: float
) -> None:
    colours = themes()[theme]

    assert contrast(colours[front], colours[ground]) >= least


def test_colours_are_declared_in_one_place() -> None:
    elsewhere = {
        file.name: found
        for file in CSS.rglob("*.css")
        if file.name not in {"tokens.css", "print.css"} and "admin" not in file.parts
        if (found := re.findall(r":[^;]*(?:#[0-9a-f]{3,8}\b|rgba?\()", file.read_text()))
    }

    assert elsewhere == {}
