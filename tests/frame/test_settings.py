"""Editors fill the settings of the frame in the admin; what is wrong is refused with the reason."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Site

from normandie.frame.blocks import AlertBlock, LinkBlock, SocialBlock
from normandie.frame.models import FrameSettings
from normandie.frame.validators import validate_link
from tests.factories import DirectoryPageFactory, UserFactory
from tests.roles import team_group

pytestmark = pytest.mark.django_db

EMPTY_STREAMS = {
    f"{name}-count": "0"
    for name in ("social_links", "main_menu", "footer_columns", "legal_menu", "alerts")
}
MENU_OF_ONE = {
    "main_menu-count": "1",
    "main_menu-0-deleted": "",
    "main_menu-0-order": "0",
    "main_menu-0-type": "link",
    "main_menu-0-id": "",
    "main_menu-0-value-page": "",
    "main_menu-0-value-ending": "",
    "main_menu-0-value-url": "/annuaire/",
    "main_menu-0-value-label": "Trouver",
}


@pytest.fixture
def team(site: Site) -> Client:
    group = team_group()
    member = UserFactory()
    member.groups.add(group)
    client = Client()
    client.force_login(member)
    return client


def edit_url(site: Site) -> str:
    return reverse("wagtailsettings:edit", args=("frame", "framesettings", site.pk))


def save(client: Client, site: Site, **values: str) -> object:
    data = {"accessibility_state": "non", **EMPTY_STREAMS, **values}
    return client.post(edit_url(site), data)


def test_the_team_fills_the_settings(team: Client, client: Client, site: Site) -> None:
    assert team.get(edit_url(site)).status_code == 200

    response = save(team, site, service_name="Le réseau", phone="02 31 00 00 00", **MENU_OF_ONE)

    assert response.status_code == 302
    chosen = FrameSettings.objects.get()
    assert (chosen.service_name, chosen.phone) == ("Le réseau", "+33231000000")
    html = client.get("/").content.decode()
    assert "<title>Le réseau – " in html
    assert 'href="/annuaire/">Trouver</a>' in html


def test_the_first_pages_no_longer_touch_menus_that_an_editor_saved(
    team: Client, site: Site
) -> None:
    save(team, site, service_name="Le réseau")
    assert FrameSettings.objects.get().menus_are_default
    save(team, site, **MENU_OF_ONE)
    assert not FrameSettings.objects.get().menus_are_default

    call_command("create_pages", base_url="http://localhost")

    (block,) = FrameSettings.objects.get().main_menu.raw_data
    assert block["value"]["label"] == "Trouver"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "url",
    [
        "/annuaire/",
        "/?type=epn#liste",
        "https://exemple.fr",
        "http://exemple.fr/a?b=c",
        "mailto:nom@exemple.fr",
        "tel:+33231000000",
        "tel:3939",
    ],
)
def test_addresses_of_the_site_and_of_the_web_are_taken(url: str) -> None:
    validate_link(url)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//exemple.fr",
        "/\\exemple.fr",
        "\\\\exemple.fr",
        "https://",
        "https:exemple",
        "ftp://exemple.fr",
        "file:///etc",
        "annuaire/",
        "mailto:",
        "mailto:x",
        "tel:",
        "tel:abc",
        "/a b",
        '/"><b>',
        "/\x00",
        "http://[",
        "#",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="/annuaire/"):
        validate_link(url)


def problems(block: object, **value: object) -> dict[str, object]:
    try:
        block.clean(block.to_python({"page": None, "ending": "", "url": "", "label": "", **value}))
    except StructBlockValidationError as error:
        return error.block_errors
    return {}


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"url": "/a/", "label": "A"}, set()),
        ({}, {"page"}),
        ({"url": "/a/"}, {"label"}),
        ({"url": "/a/", "label": "x" * 41}, {"label"}),
        ({"url": "javascript:x", "label": "A"}, {"url"}),
        ({"url": "/a/", "label": "A", "ending": "carte/"}, {"ending"}),
    ],
)
def test_a_link_says_what_it_lacks(value: dict[str, str], wrong: set[str]) -> None:
    assert set(problems(LinkBlock(), **value)) == wrong


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"url": "/a/", "label": "A"}, {"url"}),
        ({}, set()),
        ({"ending": "carte/"}, {"label"}),
        ({"ending": "carte/", "label": "Carte"}, set()),
        ({"ending": "?type=epn#liste", "label": "EPN"}, set()),
        ({"ending": "/carte/", "label": "Carte"}, {"ending"}),
        ({"ending": "../admin/", "label": "Carte"}, {"ending"}),
        ({"ending": '"><b>', "label": "Carte"}, {"ending"}),
    ],
)
def test_a_link_to_a_page_says_what_is_too_much(value: dict[str, str], wrong: set[str]) -> None:
    page = DirectoryPageFactory()

    assert set(problems(LinkBlock(), page=page.pk, **value)) == wrong


def test_an_alert_ends_after_it_starts_and_needs_no_link() -> None:
    dates = {"starts_at": "2026-11-26T08:00:00Z", "ends_at": "2026-11-26T18:00:00Z"}
    reverse_dates = {"starts_at": dates["ends_at"], "ends_at": dates["starts_at"]}

    assert problems(AlertBlock(), kind="info", text="Fermé", **dates) == {}
    assert set(problems(AlertBlock(), kind="info", text="Fermé", **reverse_dates)) == {"ends_at"}
    assert set(problems(AlertBlock(), kind="info", text="", **dates)) == {"text"}
    assert set(problems(AlertBlock(), kind="info", text="x" * 201, **dates)) == {"text"}


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ({"url": "https://exemple.fr/@x"}, set()),
        ({"url": "https://exemple.fr/@x", "name": "Notre compte Mastodon"}, set()),
        ({"url": "https://exemple.fr/@x", "name": "Notre compte"}, {"name"}),
        ({"url": "http://exemple.fr/@x"}, {"url"}),
        ({"url": "javascript:alert(1)"}, {"url"}),
    ],
)
def test_an_account_is_safe_and_speaks_its_name(value: dict[str, str], wrong: set[str]) -> None:
    block = SocialBlock()
    try:
        block.clean(block.to_python({"label": "Mastodon", "name": "", **value}))
        found: set[str] = set()
    except StructBlockValidationError as error:
        found = set(error.block_errors)

    assert found == wrong
