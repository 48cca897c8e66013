"""Pages are found by their words as soon as they are published, and by whoever may see them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageViewRestriction, Site, get_page_models

from core.text.words import fold
from normandie.editorial.models import StandardPage
from normandie.home.models import HomePage
from normandie.search.models import PageText, PageWord
from normandie.search.questions import OpenSite, Question
from normandie.search.sources import models_of_their_own
from normandie.search.sources.pages import Pages
from tests.factories import DirectoryPageFactory, HomePageFactory, PlacePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return HomePageFactory()


@pytest.fixture
def page(home: HomePage) -> StandardPage:
    return home.add_child(
        instance=StandardPage(
            title="Le label des Tiers-Lieux",
            slug="label",
            lead="À quoi engage le label, et ce qu’apporte l’œuvre commune.",
            body=[
                {"type": "heading", "value": {"text": "Être labellisé"}},
                {"type": "text", "value": "<p>Un <b>fab lab</b> ouvert aux médiathèques.</p>"},
            ]
            if "heading" in StandardPage.body.field.stream_block.child_blocks
            else [{"type": "text", "value": "<p>Être labellisé. Un fab lab, médiathèques.</p>"}],
        )
    )


def found(text: str) -> list[str]:
    site = OpenSite(RequestFactory().get("/recherche/", SERVER_NAME="localhost"))
    return [row.page.title for row in Pages().find(Question(text, site))]


@pytest.mark.parametrize(
    "text",
    [
        "label", "tiers lieu", "tiers-lieux", "tierslieux", "fablab", "fab labs", "FAB-LAB",
        "labélisé", "labellisés", "mediatheque", "MÉDIATHÈQUES", "oeuvre", "œuvres", '"label',
        "label'", "l’œuvre", "les labels",
    ],
)  # fmt: skip
def test_a_page_is_found_however_its_words_are_spelled(page: StandardPage, text: str) -> None:
    assert found(text) == [page.title]


@given(
    st.sampled_from(["Médiathèques", "tiers-lieux", "Fab lab", "œuvre commune", "labellisé"]),
    st.sampled_from([str.upper, str.lower, str.title, fold]),
    st.sampled_from(["{}", "«{}»", '"{}', "les {}", "{} ?", "  {}\t", "{}’", "l'{}"]),
)
def test_no_spelling_finds_more_than_another(text: str, change: object, around: str) -> None:
    if not StandardPage.objects.exists():
        home = HomePageFactory()
        for index, title in enumerate(["Médiathèque, tiers-lieu et fablab", "Œuvres communes"]):
            home.add_child(
                instance=StandardPage(title=title, slug=f"page-{index}", lead="labélisé")
            )

    assert found(around.format(change(text))) == found(text) != []


def test_the_title_weighs_more_than_the_text(page: StandardPage, home: HomePage) -> None:
    home.add_child(instance=StandardPage(title="Fablab", slug="fablab"))

    assert found("fablab") == ["Fablab", page.title]


def test_every_word_counts(page: StandardPage) -> None:
    assert found("label piscine") == []


def test_a_draft_shows_when_it_is_published(page: StandardPage) -> None:
    page.title = "La charte"
    revision = page.save_revision()
    assert found("charte") == []

    revision.publish()
    assert found("charte") == ["La charte"]

    page.refresh_from_db()
    page.unpublish()
    assert found("charte") == []
    assert not PageWord.objects.filter(page_text_id=page.pk).exists()


def test_a_deleted_page_takes_its_words_along(page: StandardPage) -> None:
    page.delete()

    assert not PageText.objects.filter(page_id=page.pk).exists()


def test_a_page_that_moves_under_a_private_one_is_no_longer_shown(
    page: StandardPage, home: HomePage
) -> None:
    private = home.add_child(instance=StandardPage(title="Interne", slug="interne"))
    PageViewRestriction.objects.create(
        page=private.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    assert found("label") == [page.title]
    assert found("interne") == []

    page.move(private, pos="last-child")

    assert found("label") == []


def test_pages_of_another_site_are_not_shown(page: StandardPage) -> None:
    root = Page.get_first_root_node()
    other = root.add_child(instance=StandardPage(title="Label voisin", slug="voisin"))
    Site.objects.create(hostname="voisin.exemple", root_page=other)

    assert found("label") == [page.title]


def test_places_are_not_among_the_pages(home: HomePage) -> None:
    PlacePageFactory(title="Le Label")

    assert found("label") == []


def test_the_command_does_the_index_again(page: StandardPage) -> None:
    directory = DirectoryPageFactory()
    directory.intro = "Trouvez un lieu"
    directory.save()
    before = set(PageWord.objects.values_list("page_text_id", "stem", "weight"))
    PageText.objects.all().delete()
    assert found("label") == []

    call_command("reindex_pages", stdout=StringIO())

    ours = PageWord.objects.filter(page_text__in=[stem[0] for stem in before])
    assert set(ours.values_list("page_text_id", "stem", "weight")) == before


# What a call came to: the search would tell it too early. Sections without a text of their own.
NOT_FOUND = {"results", "sections"}


@pytest.mark.one_engine
@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_every_type_of_page_declares_its_texts(model: type[Page]) -> None:
    # What a type leaves out of ``search_fields`` is found neither here nor in the admin.
    if model is Page or issubclass(model, models_of_their_own()):
        return
    declared = {field.field_name for field in model.get_search_fields()}
    texts = {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, RichTextField | StreamField)
        or field.name in {"intro", "lead", "headline"}
    }

    assert texts <= declared | NOT_FOUND
