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
# Methods of querysets that say which rows, in which order, or what is computed of them.
CHOOSING = {
    *("filter", "exclude", "order_by", "reverse", "distinct", "alias", "annotate", "aggregate"),
    *("values", "values_list", "raw", "extra", "union", "intersection", "difference"),
}
# The same, but also methods of other things: they are looked at on a manager alone.
CHOOSING_ONE = {"get", "latest", "earliest", "in_bulk", "dates", "datetimes"}


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
    yield from (ROOT / "site/normandie").rglob("views.py")


def choices_in(path: Path) -> Iterator[str]:
    """Yield the calls of *path* that choose rows; ``values()`` of a dictionary takes nothing."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        method, called = node.func.attr, ast.unparse(node.func.value)
        of_rows = method in CHOOSING and (method != "values" or node.args or node.keywords)
        if of_rows or (method in CHOOSING_ONE and ".objects" in called):
            yield f"{path.relative_to(ROOT)}:{node.lineno}: {called}.{method}("


def test_views_do_not_choose_rows() -> None:
    """What is read is said in querysets and ``search``: one place to see what a page may show.

    A view names the table, and says by methods of its queryset which rows; it may take the first
    ones, and the one whose key is in the address (``get_object_or_404``).
    """
    assert [choice for path in view_modules() for choice in choices_in(path)] == []
