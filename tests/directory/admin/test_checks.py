"""System checks say what would make the directory wrong without a word."""

from dataclasses import replace

import pytest
from django.conf import LazySettings, settings

from directory.admin.panels import place as panels
from directory.checks import (
    map_tiles_are_well_formed,
    region_bounds_are_sane,
    sheet_form_covers_every_list,
)


def ids(messages: list) -> list[str]:
    return [message.id for message in messages]


def test_the_settings_of_the_project_pass() -> None:
    assert region_bounds_are_sane() == []
    assert map_tiles_are_well_formed() == []
    assert sheet_form_covers_every_list() == []


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"south": 50.0, "north": 48.0}, ["directory.E001"]),
        ({"west": 2.0, "east": 1.0}, ["directory.E001"]),
        ({"north": 123.0}, ["directory.E001"]),
        ({"east": 400.0}, ["directory.E001"]),
        ({"south": -60.0, "north": 60.0, "west": -60.0, "east": 60.0}, ["directory.W001"]),
    ],
)
def test_wrong_bounds_of_the_region_are_told(
    settings: LazySettings, bounds: dict[str, float], found: list[str]
) -> None:
    settings.REGION = replace(settings.REGION, **bounds)

    assert ids(region_bounds_are_sane()) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"url": ""}, []),
        ({"url": "tuiles/{z}/{x}/{y}.png"}, ["directory.E003"]),
        ({"url": "javascript:{z}{x}{y}"}, ["directory.E003"]),
        ({"url": "https://exemple.fr/{z}/{x}.png"}, ["directory.E004"]),
        ({"attribution": ""}, ["directory.W002"]),
    ],
)
def test_wrong_tiles_are_told(
    settings: LazySettings, changes: dict[str, str], found: list[str]
) -> None:
    settings.DIRECTORY_MAP_TILES = settings.DIRECTORY_MAP_TILES | changes

    assert ids(map_tiles_are_well_formed()) == found


def test_tiles_without_all_their_parts_are_told(settings: LazySettings) -> None:
    settings.DIRECTORY_MAP_TILES = {"url": ""}

    assert ids(map_tiles_are_well_formed()) == ["directory.E002"]


def test_a_closed_list_that_the_form_forgets_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from directory.models import PlacePage

    handler = panels.TabbedInterface([panels.contact]).bind_to_model(PlacePage)
    monkeypatch.setattr(PlacePage, "get_edit_handler", lambda: handler)

    assert set(ids(sheet_form_covers_every_list())) == {"directory.E005"}


def test_the_tiles_of_the_project_ask_no_key() -> None:
    assert "key" not in settings.DIRECTORY_MAP_TILES["url"].lower()
