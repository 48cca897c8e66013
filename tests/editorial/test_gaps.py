"""What only the Région knows: shown to the team, never to the public."""

import pytest
from django.contrib.auth.models import Group
from django.core.checks import INFO, WARNING
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from normandie.editorial.checks import nothing_is_owed_to_the_public
from normandie.editorial.gaps import pages_with_gaps
from normandie.editorial.models import StandardPage, editorial_page_types
from normandie.roles import EDITORS_GROUP
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import UserFactory
from tests.roles import team_group

pytestmark = pytest.mark.django_db
SECRET = "Le nom du service instructeur"


@pytest.fixture
def team(client: Client) -> Group:
    """The team of the Région; one of its members is signed in."""
    group = team_group()
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    return group


def page_with_gap(**fields: object) -> StandardPage:
    return StandardPageFactory(title="Le label", body=[block("gap", {"missing": SECRET})], **fields)


def test_a_gap_is_never_public(client: Client) -> None:
    page = page_with_gap()

    html = client.get(page.url).content.decode()

    assert SECRET not in html
    assert "compléter" not in html


def test_a_gap_is_not_found_by_search(indexed: None) -> None:
    page = page_with_gap()

    assert page.body.stream_block.get_searchable_content(page.body) == []
    assert Page.objects.live().search(page.title)
    assert not Page.objects.live().search("instructeur")


def test_the_preview_shows_it(rf: object) -> None:
    page = page_with_gap()

    response = page.make_preview_request(preview_mode=page.default_preview_mode)

    html = response.render().content.decode().replace("\u00a0", " ")
    assert "À compléter par la Région" in html
    assert SECRET in html


def test_a_preview_is_never_shown_to_visitors(client: Client) -> None:
    page = page_with_gap()
    page.make_preview_request(preview_mode=page.default_preview_mode).render()

    assert SECRET not in client.get(page.url).content.decode()


def test_the_report_lists_the_pages_to_complete(client: Client, team: Group) -> None:
    page_with_gap()
    StandardPageFactory(title="Complète")

    html = client.get(reverse("editorial_gaps")).content.decode()

    assert "Le label" in html
    assert SECRET in html
    assert "Complète" not in html


def test_the_latest_draft_counts(client: Client) -> None:
    page = page_with_gap()
    page.body = []
    page.save_revision()
    other = StandardPageFactory()
    other.body = [("gap", {"missing": "Une date"})]
    other.save_revision()

    assert [each.page.pk for each in pages_with_gaps()] == [other.pk]


def test_the_report_costs_the_same_for_many_pages(django_assert_num_queries: object) -> None:
    for _ in range(4):
        page_with_gap().save_revision()

    with django_assert_num_queries(len(editorial_page_types())):
        assert len(pages_with_gaps()) == 4


def test_the_dashboard_counts_them(client: Client, team: Group) -> None:
    page_with_gap()
    page_with_gap()

    html = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "2 pages à compléter" in html
    assert reverse("editorial_gaps") in html


def test_a_title_that_is_bold_alone_is_told_where_it_was_stored(
    client: Client, team: Group
) -> None:
    answer = "<p data-block-key='a1'><b>Qui peut venir ?</b></p><p>Tout le monde.</p>"
    questions = block(
        "questions", {"title": "", "questions": [{"question": "Et ?", "answer": answer}]}
    )
    page = StandardPageFactory(title="Les aides", body=[questions])

    [found] = pages_with_gaps()
    panel = client.get(reverse("wagtailadmin_home")).content.decode()

    assert (found.page, found.missing, found.bold) == (page, [], ["Qui peut venir ?"])
    assert "Aucune page n’attend d’information" in panel
    assert "Les aides</a>." in panel
    assert "Qui peut venir ?" in client.get(reverse("editorial_gaps")).content.decode()


def test_what_is_due_before_the_opening_is_told_apart_to_staff_and_to_releases(
    client: Client, team: Group
) -> None:
    page_with_gap()
    assert "Ne pas ouvrir" not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert nothing_is_owed_to_the_public(["default"]) == []

    owed = block("gap", {"missing": "Le directeur de la publication", "blocking": True})
    StandardPageFactory(title="Mentions", body=[owed])

    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Le directeur de la publication" in html.split("Ne pas ouvrir")[1]
    [reminder] = nothing_is_owed_to_the_public(["default"])
    assert "Mentions" in reminder.msg
    assert not reminder.is_serious(WARNING)  # a release passes: a site in preparation needs some
    assert reminder.is_serious(INFO)  # the opening does not


def test_who_edits_no_page_sees_neither_report_nor_count(client: Client) -> None:
    user = UserFactory()
    user.user_permissions.add(*Group.objects.get(name=EDITORS_GROUP).permissions.all())
    client.force_login(user)
    page_with_gap()

    assert client.get(reverse("editorial_gaps")).status_code == 302
    assert SECRET not in client.get(reverse("wagtailadmin_home")).content.decode()
