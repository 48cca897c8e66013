"""The settings of the frame of a site, and a way to fill them as an editor does."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from wagtail.models import Page, Site

from normandie.frame.models import FrameSettings

Block = dict[str, Any]


def link(
    label: str = "", url: str = "", page: Page | None = None, ending: str = "", **more: Any
) -> Block:
    value = {"page": page and page.pk, "ending": ending, "url": url, "label": label, **more}
    return {"type": "link", "value": value, "id": str(uuid.uuid4())}


def column(title: str, *links: Block) -> Block:
    return {"type": "column", "value": {"title": title, "links": list(links)}, "id": title}


def alert(text: str, start: datetime, end: datetime, kind: str = "info", **target: Any) -> Block:
    block = link(kind=kind, text=text, starts_at=start.isoformat(), ends_at=end.isoformat())
    return block | {"type": "alert", "value": block["value"] | target}


@pytest.fixture
def site(db: None) -> Site:
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def fill(site: Site) -> Callable[..., FrameSettings]:
    """Save settings of the frame: ``fill(main_menu=[link("Carte", "/carte/")])``."""

    def fill(**values: Any) -> FrameSettings:
        chosen, _ = FrameSettings.objects.get_or_create(site=site)
        for name, value in values.items():
            setattr(chosen, name, value)
        chosen.save()
        return chosen

    return fill
