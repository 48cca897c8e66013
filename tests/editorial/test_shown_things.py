"""Links of a page follow what they lead to, and its content what it shows."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from normandie.editorial.models import StandardPage
from tests.editorial.media import image_value, make_document, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import PlacePageFactory

pytestmark = pytest.mark.django_db


def text_with_link(target: Page) -> dict:
    return block("text", f'<p>Lisez <a linktype="page" id="{target.pk}">notre page</a>.</p>')


def html_of(client: Client, page: Page) -> str:
    return client.get(page.url).content.decode()


def test_a_link_of_a_text_follows_its_page(client: Client) -> None:
    target = StandardPageFactory(slug="avant")
    page = StandardPageFactory(body=[text_with_link(target)])
    assert '<a href="/avant/">notre page</a>' in html_of(client, page)

    target.slug = "apres"
    target.save()

    assert '<a href="/apres/">notre page</a>' in html_of(client, page)


def test_a_link_to_a_page_that_is_gone_or_not_public_leads_nowhere(client: Client) -> None:
    draft = StandardPageFactory(live=False)
    closed = StandardPageFactory()
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    gone = StandardPageFactory()
    page = StandardPageFactory(body=[text_with_link(target) for target in (draft, closed, gone)])
    gone.delete()

    assert html_of(client, page).count("Lisez <a>notre page</a>") == 3


def test_links_to_documents_and_elsewhere_work(client: Client) -> None:
    document = make_document()
    text = (
        f'<p><a linktype="document" id="{document.pk}">Le guide</a> '
        '<a href="https://exemple.fr/">ailleurs</a> <a linktype="page" id="x">rien</a></p>'
    )

    html = html_of(client, StandardPageFactory(body=[block("text", text)]))

    assert f'<a href="{document.url}">Le guide</a>' in html
    assert '<a href="https://exemple.fr/">ailleurs</a>' in html
    assert "<a>rien</a>" in html


def test_a_page_behind_a_password_lists_its_own_children(client: Client) -> None:
    parent = StandardPageFactory()
    StandardPageFactory(parent=parent, title="Dedans")
    PageViewRestriction.objects.create(page=parent, restriction_type="password", password="x")
    assert "Dedans" not in html_of(client, parent)

    session = client.session
    session["passed_page_view_restrictions"] = [PageViewRestriction.objects.get().pk]
    session.save()

    assert "Dedans" in html_of(client, parent)


def test_the_way_to_a_page_leaves_drafts_out(client: Client) -> None:
    parent = StandardPageFactory(title="Le réseau", slug="reseau")
    child = StandardPageFactory(parent=parent, title="Histoire")
    assert '<a href="/reseau/">Le réseau</a>' in html_of(client, child)

    parent.unpublish()

    assert '<a href="/reseau/">' not in html_of(client, child)


def test_what_a_page_shows_is_renewed_when_it_changes(client: Client) -> None:
    image, place, other = make_image(), PlacePageFactory(), StandardPageFactory(title="Avant")
    cards = {"title": "À lire", "pages": [{"page": other.pk, "text": ""}]}
    places = {"title": "Lieux", "text": "", "filters": "", "number": 3, "places": [place.pk]}
    page = StandardPageFactory(
        body=[block("cards", cards), block("places", places), block("image", image_value(image))]
    )
    before = html_of(client, page)
    assert "Avant" in before

    other.title = "Après"
    other.save()
    place.title = "Le nouveau nom"
    place.save()
    assert "Après" in html_of(client, page)
    assert "Le nouveau nom" in html_of(client, page)

    image.focal_point_x, image.focal_point_y = 10, 10
    image.focal_point_width = image.focal_point_height = 5
    image.save()
    assert html_of(client, page)

    StandardPage.objects.get(pk=other.pk).unpublish()
    assert "Après" not in html_of(client, page)


def test_a_visit_that_costs_less_shows_the_same_page(client: Client) -> None:
    page = StandardPageFactory(body=[block("text", "<h2>Un</h2><h2>Deux</h2><h2>Trois</h2>")])

    first, second = html_of(client, page), html_of(client, page)
    cache.clear()

    assert first == second == html_of(client, page)
