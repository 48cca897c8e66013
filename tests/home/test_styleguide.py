"""The ground of every page: components, style sheet, menu, and the page that shows them."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, include, path, reverse

from normandie import context_processors
from normandie.context_processors import STYLESHEETS, link_to_styles, site
from normandie.styleguide import examples
from normandie.urls import urlpatterns as site_urls

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
CSS = ROOT / "static" / "css"
COMPONENTS = sorted(file.stem for file in (TEMPLATES / "components").glob("*.html"))
STYLES = {file.stem: file for file in (CSS / "components").glob("*.css")}
PAGES = ["styleguide:components", "styleguide:list", "styleguide:place"]
MAX_STYLE_BYTES = 12_300  # compressed, as sent

# The component page is routed under DEBUG only: these tests route it themselves.
urlpatterns = [path("styleguide/", include("normandie.styleguide.urls")), *site_urls]
with_styleguide = pytest.mark.urls(__name__)


def linked_styles(sheet: str = "stylesheet.html") -> list[str]:
    source = (TEMPLATES / "layout" / sheet).read_text()
    return re.findall(r'{% static "css/([^"]+)" %}', source)


def static_names() -> Iterator[tuple[str, str]]:
    for template in TEMPLATES.rglob("*.html"):
        for name in re.findall(r'{% static "([^"]+)" %}', template.read_text()):
            yield template.name, name


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_stands_on_the_styleguide(component: str) -> None:
    assert examples.COMPONENTS.get(component), f"{component} has no example"


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_says_first_what_it_needs(component: str) -> None:
    source = (TEMPLATES / "components" / f"{component}.html").read_text()

    assert source.startswith("{% comment %}\n")
    assert "\nRequired: " in source.split("{% endcomment %}")[0]


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_has_its_style_in_a_file_of_its_name(component: str) -> None:
    source = (TEMPLATES / "components" / f"{component}.html").read_text()
    root = re.search(r'class="([a-z-]+)', source)

    assert root is not None
    assert f".{root[1]}" in STYLES[component].read_text()


def test_every_style_file_is_linked_once_and_the_order_of_layers_comes_first() -> None:
    files = {str(file.relative_to(CSS)) for file in CSS.rglob("*.css") if "admin" not in file.parts}

    linked = [
        file
        for name, path in STYLESHEETS.items()
        if name != "stylesheet"
        for file in linked_styles(Path(path).name)
    ]
    linked += {  # styles of form fields, which their widgets name
        file
        for path in ROOT.glob("*/forms/*.py")
        for file in re.findall(r'"css/(forms/[^"]+)"', path.read_text())
    }
    assert sorted(linked_styles() + linked) == sorted(files - {"styleguide.css"})
    assert linked_styles()[0] == "tokens.css"


def test_no_selector_is_broken_by_the_minifier() -> None:
    # Inside a layer rcssmin takes the space of « .a :is(b) » for that of a declaration.
    broken = re.compile(r"^.*[\w\])*] ::?[a-z-]+.*[{,]$", re.MULTILINE)
    found = {file.name: broken.findall(file.read_text()) for file in CSS.rglob("*.css")}

    assert {name: selectors for name, selectors in found.items() if selectors} == {}


def test_the_style_sheet_stays_light(tmp_path: Path) -> None:
    href = re.search(r'href="/static/([^"]+)"', link_to_styles(STYLESHEETS["stylesheet"]))

    assert href is not None
    styles = (Path(settings.STATIC_ROOT) / href[1]).read_bytes()
    assert len(gzip.compress(styles)) <= MAX_STYLE_BYTES


def test_every_static_file_that_a_template_names_exists() -> None:
    missing = [names for names in static_names() if finders.find(names[1]) is None]

    assert missing == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = (Path(settings.BASE_DIR) / "static/img/icons.svg").read_text()
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    named = {
        icon
        for template in TEMPLATES.rglob("*.html")
        for icon in re.findall(r'icons\.svg" %}#([a-z-]+)', template.read_text())
    }

    assert named <= drawn


@with_styleguide
@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_styleguide_show_without_inline_code(client: Client, name: str) -> None:
    response = client.get(reverse(name))

    html = response.content.decode()
    assert response.status_code == 200
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)
    assert 'href="https://fonts' not in html


@with_styleguide
@pytest.mark.django_db
def test_the_styleguide_gives_each_component_a_section(client: Client) -> None:
    html = client.get(reverse("styleguide:components")).content.decode()

    assert all(f'id="{component}"' in html for component in COMPONENTS)


def test_the_styleguide_is_not_served_to_the_public() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("styleguide:components")


def test_filters_of_a_list_are_left_out_of_its_canonical_address(rf: RequestFactory) -> None:
    context = site(rf.get("/annuaire/", {"q": "fablab", "page": "2"}))

    assert context["canonical_url"] == "http://testserver/annuaire/"


def test_a_style_that_changes_shows_at_once_under_debug_only(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []
    monkeypatch.setattr(context_processors, "render_to_string", rendered.append)

    settings.DEBUG = False
    link_to_styles(STYLESHEETS["stylesheet"])
    assert rendered == []
    settings.DEBUG = True
    link_to_styles(STYLESHEETS["stylesheet"])
    link_to_styles(STYLESHEETS["stylesheet"])
    assert rendered == ["layout/stylesheet.html", "layout/stylesheet.html"]


def test_a_single_checkbox_stands_inside_its_label() -> None:
    html = render_to_string("components/field.html", {"field": examples.WRONG_FORM["seen"]})
    field = BeautifulSoup(html, "html.parser")

    assert field.label.input["type"] == "checkbox"
    assert field.label.get_text(strip=True) == "J’ai vu la porte fermée"
    described = field.input["aria-describedby"].split()
    assert [field.find(id=target) is not None for target in described] == [True, True]


def test_what_a_visitor_typed_is_escaped_in_the_finder() -> None:
    hostile = '"><script>alert(1)</script>'
    html = render_to_string(
        "components/finder.html", examples.FINDER | {"q": hostile, "commune": hostile}
    )

    assert "<script>" not in html
