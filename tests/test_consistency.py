"""Rules of the house that no other tool checks: sizes, imports, templates, locked versions."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
CODE = [
    ROOT / "core",
    ROOT / "directory",
    ROOT / "events",
    ROOT / "ami",
    ROOT / "site",
    ROOT / "tools",
]
MAX_LINES = {"source": 350, "test": 500, "template": 120}
MAX_FUNCTION_LINES = 50


def python_files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def files_longer_than(limit: int, paths: Iterator[Path]) -> list[str]:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in paths}
    return [f"{name(path)}: {length}" for path, length in lengths.items() if length > limit]


def test_files_can_be_held_in_mind() -> None:
    assert files_longer_than(MAX_LINES["source"], python_files(*CODE)) == []
    assert files_longer_than(MAX_LINES["test"], python_files(ROOT / "tests")) == []
    assert files_longer_than(MAX_LINES["template"], TEMPLATES.rglob("*.html")) == []
    assert files_longer_than(MAX_LINES["source"], (ROOT / "static").rglob("*.js")) == []
    assert files_longer_than(MAX_LINES["source"], (ROOT / "static").rglob("*.css")) == []


def test_functions_fit_on_a_screen() -> None:
    too_long = [
        f"{name(path)}: {node.name} ({length})"
        for path in python_files(*CODE, ROOT / "tests")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > MAX_FUNCTION_LINES
    ]

    assert too_long == []


def imported_packages(path: Path) -> set[str]:
    packages = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            packages |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            packages.add(node.module.split(".")[0])
    return packages


# What Wagtail is made of and has its projects import: it is there as long as Wagtail is.
PARTS_OF_WAGTAIL = {"PIL", "modelcluster", "modelsearch", "taggit", "willow"}


def normal_name(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


@pytest.mark.parametrize("is_tools", [False, True])
def test_every_package_that_the_code_imports_is_declared(is_tools: bool) -> None:
    """Programs of « tools », for development alone, may use what is installed for it besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["dependencies"] + (project["optional-dependencies"]["dev"] if is_tools else [])
    declared = {normal_name(re.match(r"[\w-]+", line)[0]) for line in lines}
    distributions = packages_distributions()
    # « tests »: programs of « tools » build rows with their factories.
    ours = {"core", "tools", "directory", "events", "ami", "normandie", "tests"}
    code = [each for each in CODE if (each.name == "tools") is is_tools]
    imported = {package for path in python_files(*code) for package in imported_packages(path)}

    unknown = {
        package
        for package in imported - ours - PARTS_OF_WAGTAIL - sys.stdlib_module_names
        if not {normal_name(each) for each in distributions.get(package, [])} & declared
    }

    assert unknown == set()


def test_no_code_imports_the_tests() -> None:
    """Who may know whom among the others is a contract of pyproject.toml.

    Programs of « tools », for development alone, build rows with their factories.
    """
    installed = [each for each in CODE if each.name != "tools"]
    wrong = [name(path) for path in python_files(*installed) if "tests" in imported_packages(path)]

    assert wrong == []


FORMS = [ROOT / name / "forms" for name in ("core", "directory", "events", "ami")]


def imported_modules(path: Path) -> Iterator[str]:
    """Yield what *path* may import: of « from a import b », both « a » and « a.b »."""
    package = name(path.parent).replace("/", ".")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = f"{package}.{node.module or ''}".strip(".") if node.level else node.module
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def path_of(module: str) -> Path | None:
    """Return the file of a module of ours; None for one of somebody else."""
    base = ROOT / module.replace(".", "/")
    files = (base.with_suffix(".py"), base / "__init__.py")
    return next((path for path in files if path.is_file()), None)


def test_forms_can_be_shown_on_public_pages() -> None:
    """What they import, however far, holds nothing of the admin, ours or Wagtail’s.

    But for models: those of pages name the panels of their own screens.
    """
    ways = {path: [name(path)] for path in python_files(*FORMS)}
    waiting, wrong = list(ways), set()
    while waiting:
        path = waiting.pop()
        for module in imported_modules(path):
            way = [*ways[path], module]
            if "admin" in module.split("."):
                wrong.add(" → ".join(way))
            found = path_of(module)
            if found and found not in ways and "models" not in found.parts:
                ways[found] = way
                waiting.append(found)

    assert wrong == set()


def contexts_read_in(path: Path) -> Iterator[int]:
    """Yield the lines that read the context of a response; ``patch.context()`` is not one."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        is_context = isinstance(node, ast.Attribute) and node.attr in {"context", "context_data"}
        if is_context and id(node) not in called:
            yield node.lineno


def test_tests_read_what_people_read() -> None:
    """The page that is shown (``tests/reading.py``), and not what its view had in mind."""
    found = [
        f"{name(path)}:{line}"
        for path in python_files(ROOT / "tests")
        if path.parent.name != "browser"  # there, the context of a page is its browser
        for line in contexts_read_in(path)
    ]

    assert found == []


def test_the_source_folder_is_not_a_package() -> None:
    # The standard library owns the name « site »: an __init__.py there can hide it.
    assert not (ROOT / "site" / "__init__.py").exists()


def test_every_template_is_used() -> None:
    found_by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    sources = [*python_files(*CODE), *TEMPLATES.rglob("*.*")]
    # A component of the style guide is named by its page; a fragment by its parent.
    text = "\n".join(path.read_text("utf-8") for path in sources)
    unused = [
        template
        for path in TEMPLATES.rglob("*.*")
        if (template := str(path.relative_to(TEMPLATES))) not in text
        and template not in found_by_django
        and not is_override(template)
        and template.split("/")[0] not in OF_ALLAUTH
    ]

    assert unused == []


# Its views name them.
OF_ALLAUTH = {"account", "mfa", "socialaccount", "usersessions"}


def is_override(template: str) -> bool:
    """Whether *template* takes the place of one of Wagtail's or Django's."""
    return template.split("/")[0] in {"wagtailadmin", "wagtailusers", "admin", "registration"}


INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\bsrc=)", re.IGNORECASE
)
DATA_BLOCK = re.compile(r'<script type="application/(ld\+)?json"[^>]*>')


def public_templates() -> Iterator[Path]:
    for path in TEMPLATES.rglob("*.html"):
        if "admin" not in path.parts and not is_override(str(path.relative_to(TEMPLATES))):
            yield path


def test_public_templates_hold_no_inline_code() -> None:
    # The Content-Security-Policy would refuse it; a block of data is not code. Mails are shown by
    # programs that read no style sheet (tests/core/mail/test_rendering.py holds them), and what a
    # carrier downloads is read away from the site.
    found = [
        f"{name(path)}: {match.group()}"
        for path in public_templates()
        if not {"emails", "archive", "pdf"} & set(path.parts)
        for match in INLINE.finditer(DATA_BLOCK.sub("", path.read_text("utf-8")))
    ]

    assert found == []


COMMENTS = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
CODE_PARTS = re.compile(r"{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
# Straight apostrophe in a word; breaking space before « ? ! ; : » » or after « « ».
TYPEWRITER = re.compile(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]| [?!;:»]|« ")


def test_no_comment_of_a_template_goes_on_to_another_line() -> None:
    """Django shows « {# … #} » to everybody where it does; « {% comment %} » is for those."""
    broken = re.compile(r"\{#(?!.*#\})")

    assert [
        name(path) for path in TEMPLATES.rglob("*.*") if broken.search(path.read_text("utf-8"))
    ] == []


def test_french_of_the_templates_is_well_typeset() -> None:
    found = [
        f"{name(path)}: {match.group()!r} in {line.strip()!r}"
        for path in public_templates()
        for line in CODE_PARTS.sub("", COMMENTS.sub("", path.read_text("utf-8"))).splitlines()
        for match in TYPEWRITER.finditer(line)
    ]

    assert found == []


# Texts of Python that are left as they are: for a terminal; typeset when they are shown
# (``core.text.french.typeset``); to the letter those of the national standard.
LEFT_ALONE = (
    *ROOT.glob("**/management/commands"),
    ROOT / "core/text/french.py",
    ROOT / "directory/hours",
    ROOT / "directory/standard/legacy.py",
    ROOT / "directory/standard/vocabularies",
)


def texts_of(path: Path) -> Iterator[ast.Constant]:
    """Yield the strings of a module that are not documentation."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documentation:
            yield node


def texts_of_migrations() -> set[str]:
    """Return what migrations hold of the models: a sign moved there would ask for another one."""
    found = (path for folder in CODE for path in folder.rglob("migrations/0*.py"))
    return {node.value for path in found for node in texts_of(path)}


def test_french_of_the_code_is_well_typeset() -> None:
    in_migrations = texts_of_migrations()
    found = [
        f"{name(path)}:{node.lineno}: {match.group()!r} in {node.value!r}"
        for path in python_files(*CODE)
        if not any(path.is_relative_to(left) for left in LEFT_ALONE)
        for node in texts_of(path)
        if node.value not in in_migrations
        for match in TYPEWRITER.finditer(node.value)
    ]

    assert found == []


LOCKS = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("lock", LOCKS)
def test_locked_versions_carry_hashes_and_name_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    requirements = re.split(r"\n(?=[A-Za-z0-9])", text)

    assert all("==" in entry and "--hash=sha256:" in entry for entry in requirements)
    assert not re.search(r"://|file:|index-url|find-links|/(home|root|work|tmp)/", text)


def test_both_locks_agree() -> None:
    pinned, developed = (
        dict(re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)", (ROOT / lock).read_text(), re.M))
        for lock in LOCKS
    )

    assert pinned
    assert pinned.items() <= developed.items()
