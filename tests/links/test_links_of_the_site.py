"""Links of the public pages, menus and redirections are checked by asking the site itself."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from directory.models import PlacePage
from normandie.frame.models import FrameSettings
from normandie.links.check import check_links
from tests.editorial.media import image_value, make_document, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import DirectoryPageFactory, PlacePageFactory, UserFactory
from tests.roles import team_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    return Site.objects.get()


def page_saying(html: str, **fields: object) -> Page:
    return StandardPageFactory(body=[block("text", f"<p>{html}</p>")], **fields)


def reasons() -> list[tuple[str, str, str]]:
    return [
        (problem.link.source, problem.link.where, problem.verdict.reason)
        for problem in check_links().problems
    ]


def test_a_site_whose_links_are_right_has_nothing_to_mend() -> None:
    target = StandardPageFactory(slug="cible")
    document = make_document()
    page_saying(
        f'<a linktype="page" id="{target.pk}">a</a> <a href="/cible/">b</a>'
        f'<a linktype="document" id="{document.pk}">c</a> <a href="/annuaire/?type=epn">d</a>'
        f'<a href="http://localhost/cible/#contenu">e</a> <a href="#contenu">f</a>'
        f'<a href="mailto:a@exemple.fr">g</a> <a href="{document.url}">h</a>'
    )

    report = check_links()

    assert report.problems == []
    assert report.checked == 8


def test_addresses_that_an_invented_place_gives_are_not_visited() -> None:
    invented = PlacePageFactory(websites="https://mirage.exemple.fr/", is_example=True)
    assert check_links().skipped == 0

    PlacePage.objects.filter(pk=invented.pk).update(is_example=False)

    assert check_links().skipped == 1


def test_a_link_to_a_page_that_is_gone_or_not_public_is_broken() -> None:
    gone = StandardPageFactory()
    draft = StandardPageFactory(title="Brouillon", live=False)
    closed = StandardPageFactory(title="Fermée")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    for page in (gone, draft, closed):
        page_saying(f'<a linktype="page" id="{page.pk}">x</a>', title=f"Vers {page.title}")
    name = gone.title
    gone.delete()

    assert reasons() == [
        (f"Vers {name}", "Contenu → Texte", "n’existe plus"),
        ("Vers Brouillon", "Contenu → Texte", "«\u00a0Brouillon\u00a0» n’est pas publiée"),
        ("Vers Fermée", "Contenu → Texte", "«\u00a0Fermée\u00a0» n’est pas ouverte à tous"),
    ]


def test_a_link_to_a_place_that_left_with_its_directory_is_broken() -> None:
    place = PlacePageFactory(title="La Passerelle")
    page_saying(f'<a linktype="page" id="{place.pk}">x</a>', title="Vers un lieu")
    place.get_parent().unpublish()

    assert ("Vers un lieu", "Contenu → Texte") in [each[:2] for each in reasons()]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/nulle-part/", "cette page n’existe pas"),
        ("http://localhost/nulle-part/", "cette page n’existe pas"),
        ("/cible/#absent", "aucun endroit de la page ne s’appelle «\u00a0absent\u00a0»"),
        ("#absent", "aucun endroit de la page ne s’appelle «\u00a0absent\u00a0»"),
        ("/media/documents/absent.pdf", "ce fichier n’existe pas"),
        ("/media/%2e%2e/%2e%2e/etc/passwd", "ce fichier n’existe pas"),
        ("/static/absent.css", "ce fichier n’existe pas"),
        ("/documents/999/absent.pdf", "cette page n’existe pas"),
        ("javascript:alert(1)", "seules les adresses en http et https sont permises"),
        ("http://[", "adresse mal écrite"),
        ("//[", "adresse mal écrite"),
        ("http://localhost//[", "cette page n’existe pas"),
        ("/media///[", "ce fichier n’existe pas"),
        ("/static///[", "ce fichier n’existe pas"),
        ("/static/%00", "ce fichier n’existe pas"),
        ("/media/%00", "ce fichier n’existe pas"),
        ("", "lien sans adresse"),
    ],
)
def test_an_address_that_leads_nowhere_is_broken(address: str, reason: str) -> None:
    StandardPageFactory(slug="cible")
    page_saying(f'<a href="{address}">x</a>', title="Celle-ci")

    assert reasons() == [("Celle-ci", "Contenu → Texte", reason)]


def test_links_are_found_however_deep_in_blocks() -> None:
    link = {"page": None, "query": "", "url": "http://localhost/rien/"}
    action = {"title": "", "text": "", "label": "Aller", "link": link}
    cards = {"title": "À lire", "pages": [{"page": 9999, "text": ""}]}
    steps = block("questions", {"title": "", "questions": []})
    StandardPageFactory(
        title="Ici", body=[block("call_to_action", action), block("cards", cards), steps]
    )

    assert reasons() == [
        ("Ici", "Contenu → Appel à l’action", "cette page n’existe pas"),
        ("Ici", "Contenu → Cartes de pages", "n’existe plus"),
    ]


def test_images_and_documents_without_a_file_are_said() -> None:
    image, document = make_image(), make_document()
    body = [block("image", image_value(image))]
    StandardPageFactory(title="Image", body=body)
    page_saying(f'<a linktype="document" id="{document.pk}">c</a>', title="Document")
    for lost in (image, document):
        Path(lost.file.path).unlink()

    assert {(source, reason) for source, _, reason in reasons()} == {
        ("Image", "le fichier manque sur le disque"),
        ("Document", "le fichier manque sur le disque"),
    }


def test_menus_are_checked_with_what_follows_the_address_of_a_page(site: Site) -> None:
    directory, draft = DirectoryPageFactory(), StandardPageFactory(live=False, title="Non")

    def entry(page: Page | None, ending: str = "", url: str = "") -> dict:
        value = {"page": page and page.pk, "ending": ending, "url": url, "label": "x"}
        return {"type": "link", "value": value}

    FrameSettings.objects.create(
        site=site,
        main_menu=[entry(directory, "carte/"), entry(directory, "rien/"), entry(draft)],
        legal_menu=[entry(None, url="/absent/")],
    )

    assert [(where, reason) for _, where, reason in reasons()] == [
        ("Menu principal → Lien", "cette page n’existe pas"),
        ("Menu principal → Lien", "«\u00a0Non\u00a0» n’est pas publiée"),
        ("Dernière ligne → Lien", "cette page n’existe pas"),
    ]


def test_redirections_that_lead_nowhere_are_said(site: Site) -> None:
    target = StandardPageFactory()
    draft = StandardPageFactory(live=False, title="Non")
    Redirect.objects.create(old_path="/bon", redirect_page=target)
    Redirect.objects.create(old_path="/brouillon", redirect_page=draft)
    Redirect.objects.create(old_path="/perdu", redirect_link="http://localhost/rien/")
    Redirect.objects.create(old_path="/crochet", redirect_link="http://[")
    Redirect.objects.create(old_path="/rond", redirect_link="http://localhost/rond")
    Redirect.objects.create(old_path="/vide")

    assert [(source, reason) for source, _, reason in reasons()] == [
        ("Redirection de /brouillon", "«\u00a0Non\u00a0» n’est pas publiée"),
        ("Redirection de /crochet", "adresse mal écrite"),
        ("Redirection de /perdu", "cette page n’existe pas"),
        ("Redirection de /rond", "redirection sans fin"),
        ("Redirection de /vide", "lien sans adresse"),
    ]


def test_drafts_are_left_alone_and_other_sites_are_only_counted() -> None:
    page_saying('<a href="/rien/">x</a>', live=False)
    PlacePageFactory(websites="https://exemple.fr\nhttps://exemple.org")

    report = check_links()

    assert report.problems == []
    assert report.skipped == 2


def test_links_of_the_templates_are_read_as_visitors_get_them() -> None:
    PlacePageFactory()

    few, more = check_links(), check_links(as_shown=True)

    assert more.problems == []
    assert more.checked > few.checked + 10


def test_ten_pages_cost_the_queries_of_two() -> None:
    target = StandardPageFactory()

    def queries() -> int:
        check_links()
        with CaptureQueriesContext(connection) as captured:
            check_links()
        return len(captured)

    text = f'<a linktype="page" id="{target.pk}">a</a> <a href="/nulle-part/">b</a>'
    page_saying(text)
    few = queries()
    for _ in range(8):
        page_saying(text)

    assert queries() == few


def test_the_team_reads_the_report_and_others_do_not(client: Client) -> None:
    page = page_saying('<a href="/rien/">x</a>', title="La page à reprendre")
    group = team_group()
    member = UserFactory()
    member.groups.add(group)
    client.force_login(member)

    html = client.get(reverse("links_broken")).content.decode()

    assert "La page à reprendre" in html
    assert "Cette page n’existe pas" in html
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in html
    client.force_login(UserFactory())
    assert client.get(reverse("links_broken")).status_code == 302


def test_the_report_says_when_nothing_is_broken(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True))

    assert "Aucun lien rompu." in client.get(reverse("links_broken")).content.decode()
