"""Who may know whom: the contracts of pyproject.toml hold, and views only show."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.cli import lint_imports

ROOT = Path(settings.BASE_DIR)
VIEWS = ("directory/views", "events/views", "ami/views")
CHOOSING = {"filter", "exclude"}


def test_nothing_is_imported_against_the_contracts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "site")]))

    status = lint_imports(no_cache=True)

    assert status == 0, capsys.readouterr().out


def view_modules() -> Iterator[Path]:
    for folder in VIEWS:
        yield from (ROOT / folder).rglob("*.py")
    yield from (ROOT / "site/normandie").glob("*/views.py")


def test_views_do_not_choose_rows() -> None:
    """What is read is said in querysets and ``search``: one place to see what a page may show."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: .{node.func.attr}("
        for path in view_modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CHOOSING
    ]

    assert found == []
