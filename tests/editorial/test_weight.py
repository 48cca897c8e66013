"""The page on eco-design tells a weight: each page to read keeps to it."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from normandie.editorial.first_content import read_texts
from normandie.home.first_pages import create_first_pages

TEXTS = read_texts()
STYLE_LIST = Path(settings.BASE_DIR) / "templates/layout/stylesheet.html"


def announced() -> int:
    """What the page on eco-design says, in bytes."""
    text = next(text for text in TEXTS if text.path == "eco-conception")
    found = re.search(r"pèse moins de (\d+).ko", str(text.body[0]["value"]))
    assert found
    return int(found[1]) * 1000


def compressed(*names: str) -> int:
    """The weight of static files once joined and compressed, in bytes."""
    paths = [finders.find(name) for name in names]
    return len(gzip.compress(b"".join(Path(str(path)).read_bytes() for path in paths)))


def test_pages_weigh_less_than_announced(empty_site: None, client: Client) -> None:
    create_first_pages("http://localhost")
    style = compressed(*re.findall(r'static "([^"]+\.css)"', STYLE_LIST.read_text("utf-8")))
    weights = {}
    for text in TEXTS:
        response = client.get(f"/{text.path}/", headers={"accept-encoding": "gzip"})
        html = gzip.decompress(response.content).decode()
        asked = set(re.findall(r'(?:src|href)="/static/([^"#?]+)', html))
        weights[text.path] = len(response.content) + style
        weights[text.path] += sum(compressed(name) for name in asked if ".css" not in name)

    assert {path: weight for path, weight in weights.items() if weight > announced()} == {}
    assert min(weights.values()) > style > 1000
