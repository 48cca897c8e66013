"""The admin speaks plain French, under the name of the site."""

import ast
import gettext
import re
from itertools import pairwise
from pathlib import Path

import pytest
import wagtail
from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, Workflow

from directory.models import DirectoryPage
from tests.directory.admin.sheet import shown_form
from tests.espace.sendings import manager_of, send_changes
from tests.factories import EventPageFactory, PlacePageFactory
from tests.reading import parsed, words
from tests.roles import signed_in

CATALOGUES = settings.BASE_DIR / "locale/fr/LC_MESSAGES"
STRING = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[\d\]) ("(?:[^"\\]|\\.)*")$', re.M)
# English, two genders at once, and words of programmers.
ODD = re.compile(
    r"\w\((?:e|le|elle|tte)\)|workflow|\bNone\b|\bSalut\b|à contenu|\bmins\b|wagtail"
    r"|\b(?:the|your|with|this|choose|edit|search|untitled|editor)\b",
    re.IGNORECASE,
)
SCREENS = [
    "wagtailadmin_home",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailadmin_account",
    "wagtailusers_users:index",
    "wagtailimages:index",
    "wagtaildocs:index",
    "directory_places:index",
    "events_agenda:index",
    "wagtailsnippets_directory_labelgrant:list",
    "wagtailsnippets_directory_labelgrant:add",
    "wagtailsnippets_directory_errorreport:list",
]


def pairs(catalogue: str) -> list[tuple[str, str]]:
    """Return what the catalogue of this name overrides, each with what it says instead."""
    source = (CATALOGUES / f"{catalogue}.po").read_text("utf-8")
    found = [(key, ast.literal_eval(text)) for key, text in STRING.findall(source)]
    said = [(key, text) for key, text in found if key != "msgid_plural"][2:]
    return [(one, text) for (key, one), (_, text) in pairwise(said) if key == "msgid"]


def seen(page: str) -> str:
    """Return what the page says, without what it hides: a counter of nothing is « None »."""
    soup = parsed(page)
    for hidden in soup.select("[hidden]"):
        hidden.decompose()
    return words(soup)


@pytest.mark.parametrize("catalogue", ["django", "djangojs"])
def test_what_is_read_is_what_is_written(catalogue: str) -> None:
    """The compiled file is the source; what Wagtail no longer says is no longer overridden."""
    with (CATALOGUES / f"{catalogue}.mo").open("rb") as compiled:
        ours = gettext.GNUTranslations(compiled)
    theirs = "".join(
        re.sub(r'"\n"', "", path.read_text("utf-8"))
        for path in Path(wagtail.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{catalogue}.po")
    )

    assert pairs(catalogue)
    wrong = [
        one
        for one, text in pairs(catalogue)
        if text not in (ours.gettext(one), ours.ngettext(one, one, 1))
    ]
    gone = [
        one
        for one, _ in pairs(catalogue)
        if one.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") not in theirs
    ]
    assert (wrong, gone) == ([], [])


@pytest.mark.django_db
def test_the_main_screens_have_no_odd_word() -> None:
    client = signed_in("admin")
    place = PlacePageFactory(title="Le Dôme")
    event = EventPageFactory(place=place)
    parent = DirectoryPage.objects.get()
    urls = [reverse(name) for name in SCREENS]
    urls += [reverse("wagtailadmin_explore", args=(parent.pk,))]
    urls += [reverse("wagtailadmin_pages:edit", args=(page.pk,)) for page in (place, event)]
    for name in ("history", "delete", "copy", "move"):
        urls += [reverse(f"wagtailadmin_pages:{name}", args=(place.pk,))]
    workflow = Workflow.objects.create(name="Relecture à deux")
    urls += [reverse("wagtailadmin_workflows:edit", args=(workflow.pk,))]
    urls += [reverse("directory_place_managers", args=(place.pk,))]
    urls += [reverse("wagtailadmin_pages:add", args=("directory", "placepage", parent.pk))]

    pages = {url: client.get(url).content.decode() for url in urls}

    odd = {url: ODD.findall(seen(page)) for url, page in pages.items()}
    assert {url: words for url, words in odd.items() if words} == {}
    tight = {
        url: re.findall(r"<(?:title|h1)\b[^>]*>[^<]*[^\s\u00a0]: ", page)
        for url, page in pages.items()
    }
    assert [titles for titles in tight.values() if titles] == []
    home = pages[reverse("wagtailadmin_home")]
    assert re.search(rf"<title>[^<]* - {settings.REGION.network}</title>", home)
    assert home.count("region/mark.svg") == 2
    assert "css/admin/brand.css" in home
    assert "region/favicon.svg" in home
    assert "editor-guide" not in home


@pytest.mark.django_db
def test_who_approves_reads_that_the_page_is_published() -> None:
    place = PlacePageFactory(title="Le Dôme")
    send_changes(place, manager_of(place), summary="Un autre résumé.")
    client = signed_in("team")
    url = reverse("wagtailadmin_pages:edit", args=(place.pk,))
    form = dict(shown_form(client, url).lists())
    form |= {"action-workflow-action": ["true"], "workflow-action-name": ["approve"]}

    answer = client.post(url, form, follow=True)

    assert Page.objects.get(pk=place.pk).specific.summary == "Un autre résumé."
    assert "Vous l’avez approuvée\u00a0: elle est publiée." in answer.content.decode()
