"""« /aides/ », the page of each scheme, and what they say of what nobody has published."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from normandie.editorial.first_content import create_first_content
from normandie.editorial.gaps import pages_with_gaps
from normandie.funding.choices import NOBODY, Applicant
from normandie.funding.first_schemes import scheme_texts
from normandie.funding.models import FundingSchemePage
from normandie.funding.models.pages import DATES, FACTS
from normandie.search.services import index_all_pages
from tests.ami.factories import CallPageFactory
from tests.factories import HomePageFactory
from tests.first_visit import first_queries
from tests.funding.factories import a_scheme, the_index
from tests.reading import links, main_text, parsed, texts

pytestmark = pytest.mark.django_db
# All that the Région has published of its schemes, by the address of each; and the examples of a
# computation, which say that they are examples.
FIGURES = {
    "emergence-et-developpement": {"50 %", "10 000 €"},
    "materiels-numeriques": {"35 000 €"},
    "innovante-et-durable": {"30 000 €"},
    "poles-de-proximite": {"10 000 €"},
    "services-numeriques-innovants": {"50 %"},
    "fabrique-d-initiatives": set(),
}
LAW = {"23 000 €"}  # above which subventions are published
EXAMPLES = {"8 000 €", "4 000 €", "14 000 €", "7 000 €", "30 000 €", "15 000 €", "10 000 €"}
FIGURE = re.compile(r"\d[\d ,]*[€%]")


@pytest.fixture
def published() -> None:
    """The schemes of the region, as a new site has them."""
    the_index()
    create_first_content(HomePageFactory(), scheme_texts())


def test_pages_say_no_figure_that_the_region_has_not_published(
    client: Client, published: None
) -> None:
    for slug, known in FIGURES.items():
        page = parsed(client.get(f"/aides/{slug}/"))
        found = set(FIGURE.findall(" ".join(page.main.get_text(" ").split()))) - LAW
        examples = set(FIGURE.findall(" ".join(" ".join(texts(str(page), ".table")).split())))
        assert known <= found <= known | examples, slug
        assert examples <= EXAMPLES
    assert {text.slug for text in scheme_texts()} == FIGURES.keys()
    listed = set(FIGURE.findall(main_text(client.get("/aides/"))))
    assert listed == set.union(LAW, *FIGURES.values())


def test_what_nobody_has_published_is_said_to_visitors_and_to_staff(
    client: Client, published: None
) -> None:
    equipment = main_text(client.get("/aides/materiels-numeriques/"))
    missing = {each.page.slug: each.missing for each in pages_with_gaps()}

    assert "Taux non publié" in equipment
    assert "Dates non publiées" in equipment
    assert "L’adresse exacte n’est pas publiée" in equipment
    assert "Calculer l’aide" not in equipment
    assert FACTS["rate"] in missing["materiels-numeriques"]
    assert DATES in missing["materiels-numeriques"]
    assert FACTS["rate"] not in missing["emergence-et-developpement"]
    assert "services-numeriques-innovants" not in missing  # nobody owes more on what is over
    assert missing.keys() == {slug for slug in FIGURES if "innovants" not in slug} - {
        "fabrique-d-initiatives"
    }


def test_a_scheme_of_before_says_so_with_its_date_and_is_not_proposed(
    client: Client, published: None
) -> None:
    page = client.get("/aides/services-numeriques-innovants/")

    assert (
        "Dispositif d’hier. Cette page dit ce que la Région en publiait le 10 septembre 2018"
        in (main_text(page))
    )
    assert "GovernmentService" not in page.content.decode()
    assert "GovernmentService" in client.get("/aides/materiels-numeriques/").content.decode()
    found = client.get("/aides/", {"projet": "equipement"})
    (archives,) = texts(found, "[aria-labelledby=archives]")
    assert "Services numériques innovants" in archives
    assert "Services numériques" not in main_text(found).replace(archives, "")


def groups(client: Client, **asked: str) -> dict[str, list[str]]:
    """Return the titles of the cards, by that of their group."""
    page = parsed(client.get("/aides/", asked))
    return {
        section.h2.get_text(): [title.get_text() for title in section.select("h3")]
        for section in page.select(".schemes:has(.scheme-cards)")
    }


def test_the_finder_says_what_fits_and_why(client: Client) -> None:
    a_scheme("etude", applicants=["association"], purposes=["etude"], stages=["idee"])
    a_scheme("materiel", purposes=["etude", "equipement"])
    a_scheme("innover", stages=["labellise"])

    asked = {"structure": "association", "projet": "etude", "etape": "idee"}
    assert groups(client, **asked) == {
        "Ce qui correspond à vos réponses": ["Etude"],
        "À vérifier auprès de la Région": ["Materiel"],
        "Ce qui ne correspond pas": ["Innover"],
    }
    text = main_text(client.get("/aides/", asked))
    assert "Oui : Ouverte à : une association." in text
    assert "À vérifier : La Région n’a pas publié qui peut la demander." in text
    assert "Non : Pour : un lieu labellisé." in text
    assert groups(client) == {"Les aides d’aujourd’hui": ["Etude", "Materiel", "Innover"]}
    page = client.get("/aides/", {"etape": "<b>zz", "structure": "association"})
    assert "La liste « J’en suis à… » ne connaît pas « <b>zz »." in main_text(page)


def test_where_nothing_fits_it_says_whom_to_ask(client: Client) -> None:
    index = the_index()
    index.contact_page = HomePageFactory()
    index.save()
    a_scheme("etude", applicants=list(Applicant.values), purposes=["etude"])

    page = client.get("/aides/", {"structure": NOBODY})

    assert "Aucune aide publiée ne correspond" in main_text(page)
    assert "Sa liste ne cite pas : un particulier." in main_text(page)
    assert texts(page, ".empty-state a") == ["Voir qui contacter"]


def test_a_region_that_has_published_nothing_has_an_empty_page(client: Client) -> None:
    the_index()

    assert groups(client) == {}
    assert parsed(client.get("/aides/")).select("main form") == []


# The last minute of the eve, the first of the day, in the time of Paris: CET, then CEST.
MOMENTS = (
    (datetime(2026, 12, 4, 22, 59, tzinfo=UTC), "À venir", "Ouvre le 5 décembre 2026"),
    (datetime(2026, 12, 4, 23, 0, tzinfo=UTC), "Ouvert", "Jusqu’au 31 mars 2027 à minuit"),
    (datetime(2027, 3, 31, 21, 59, tzinfo=UTC), "Ouvert", "Jusqu’au 31 mars 2027 à minuit"),
    (datetime(2027, 3, 31, 22, 0, tzinfo=UTC), "Clos", "Depuis le 31 mars 2027 à minuit"),
)


def test_a_call_opens_and_closes_by_itself_at_midnight(client: Client) -> None:
    a_scheme("appel", mode="appel", opens_on=date(2026, 12, 5), closes_on=date(2027, 3, 31))

    for moment, label, dates in MOMENTS:
        with time_machine.travel(moment, tick=False):
            said = [main_text(client.get(address)) for address in ("/aides/", "/aides/appel/")]
        assert all(label in text and dates in text for text in said), moment


def test_a_scheme_that_is_a_call_of_the_site_has_its_dates_and_its_state(client: Client) -> None:
    call = CallPageFactory(
        title="Matériels 2026",
        opens_at=datetime(2026, 12, 4, 23, 0, tzinfo=UTC),
        closes_at=datetime(2027, 3, 31, 22, 0, tzinfo=UTC),
        results_at=None,
    )
    scheme = a_scheme("appel", mode="appel", call=call)
    index_all_pages()

    for moment, label, dates in MOMENTS:
        dated = dates.replace("31 mars", "mercredi 31 mars")
        with time_machine.travel(moment, tick=False):
            said = [main_text(client.get(address)) for address in ("/aides/", "/aides/appel/")]
            found = main_text(client.get("/recherche/", {"q": "appel", "type": "aides"}))
        assert all(label in text and dated in text for text in said), moment
        assert label in found
    assert links(client.get("/aides/appel/"))["Matériels 2026"] == call.url
    missing = FundingSchemePage.missing_facts(scheme.serializable_data())
    assert not {DATES, FACTS["apply_url"]} & {*missing}

    call.unpublish()
    assert "Dates non publiées" in main_text(client.get("/aides/"))
    assert "Matériels 2026" not in main_text(client.get("/aides/appel/"))
    for name in ("opens_on", "closes_on"):
        with pytest.raises(ValidationError, match="celle de l’appel"):
            a_scheme(name, mode="appel", call=call, **{name: date(2027, 1, 2)})
    with pytest.raises(ValidationError, match="Seul un appel"):
        a_scheme("autre", call=call)


WRONG = (
    {"opens_on": date(2027, 1, 2), "closes_on": date(2027, 1, 1), "mode": "appel"},
    {"opens_on": date(2027, 1, 2)},
    {"applicants": ["martien"]},
    {"rate": 101},
    {"slug": "subventions"},
)


@pytest.mark.one_engine
def test_a_wrong_scheme_is_refused() -> None:
    for wrong in WRONG:
        with pytest.raises(ValidationError):
            a_scheme(**wrong)


def test_the_site_search_finds_schemes_by_other_words(client: Client, published: None) -> None:
    index_all_pages()

    found = texts(client.get("/recherche/", {"q": "financement fablab"}), ".search-result")

    assert any("matériels numériques" in each and "35 000 €" in each for each in found), found
    assert FundingSchemePage.objects.archived().count() == 2


def test_a_scheme_is_previewed_before_it_is_first_saved() -> None:
    index = the_index()
    page = FundingSchemePage(title="Neuve", slug="neuve", source="Région", read_on=date(2026, 1, 2))
    # As the screen of Wagtail places a page that does not exist yet.
    page.path, page.depth = index.path + "0001", index.depth + 1
    page.set_url_path(index)

    html = page.make_preview_request().render().content.decode()

    assert "Taux non publié" in html


def test_lists_cost_the_same_for_many_schemes(client: Client) -> None:
    a_scheme("une", mode="appel", call=CallPageFactory())
    a_scheme("hier", is_archived=True, mode="appel", call=CallPageFactory())
    few = first_queries(client, "/aides/"), first_queries(client, "/aides/une/")
    for rank in range(8):
        a_scheme(f"autre-{rank}", is_archived=rank % 2 == 0, mode="appel", call=CallPageFactory())

    assert (first_queries(client, "/aides/"), first_queries(client, "/aides/une/")) == few
    assert max(few) <= 15
