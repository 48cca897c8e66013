"""Who may know whom: the contracts of pyproject.toml hold, and views only show."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VIEWS = ("directory/views", "events/views", "ami/views")
CHOOSING = {"filter", "exclude"}


def test_nothing_is_imported_against_the_contracts() -> None:
    # In a process of its own: it silences the loggers of the one that it runs in.
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


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
