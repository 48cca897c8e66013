"""What visitors read of calls, minute by minute."""

import json
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from ami.announcements import timeline
from ami.models import CallDocument, CallFaq, CallPage, CallPhase, CallQuestion
from core.text.formats import delay, time_left
from tests.ami.factories import CLOSES, OPENS, RESULTS, CallPageFactory, CallsPageFactory
from tests.editorial.media import make_document

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
PARIS = ZoneInfo("Europe/Paris")


def text_of(client: Client, address: str, moment: datetime) -> str:
    """Return the words of the page at *moment*, on one line, with plain spaces."""
    with time_machine.travel(moment, tick=False):
        response = client.get(address)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("moment", "said", "may_answer"),
    [
        (OPENS - MINUTE, "Cet appel ouvrira le lundi 2 novembre 2026 à 9 h", False),
        (OPENS, "Vous pouvez répondre jusqu’au vendredi 18 décembre 2026 à 12 h", True),
        (CLOSES - timedelta(days=3, minutes=1), "Il vous reste 3 jours (heure de Paris)", True),
        (CLOSES - timedelta(hours=5), "Ferme bientôt", True),
        (CLOSES - timedelta(seconds=90), "moins de deux minutes", True),
        (CLOSES, "déposer jusqu’au vendredi 18 décembre 2026 à 13 h", False),
        (CLOSES + 60 * MINUTE, "Les réponses seront annoncées le vendredi 15 janvier 2027", False),
        (RESULTS, "Les réponses à cet appel sont annoncées", False),
    ],
)
def test_the_page_says_to_the_minute_where_the_call_stands(
    client: Client, moment: datetime, said: str, may_answer: bool
) -> None:
    call = CallPageFactory(slug="usages")

    assert said in text_of(client, "/appels/usages/", moment)
    with time_machine.travel(moment, tick=False):
        html = client.get(call.url).content.decode()
    assert ('href="/appels/usages/repondre/"' in html) is may_answer
    assert ("prevenez-moi" in html) is (moment < OPENS)


def test_the_grace_is_told_while_open_and_no_longer_once_over(client: Client) -> None:
    CallPageFactory(slug="usages")

    assert "pendant une heure" in text_of(client, "/appels/usages/", OPENS)
    assert "brouillon avant la clôture" not in text_of(
        client, "/appels/usages/", CLOSES + 60 * MINUTE
    )


def test_midnight_is_that_of_the_day_that_ends_and_summer_time_counts(client: Client) -> None:
    CallPageFactory(
        slug="d-ete",
        opens_at=datetime(2027, 3, 27, 9, tzinfo=PARIS),
        closes_at=datetime(2027, 4, 1, 0, 0, tzinfo=PARIS),
        results_at=None,
    )

    said = text_of(client, "/appels/d-ete/", datetime(2027, 3, 28, 12, tzinfo=PARIS))

    assert "jusqu’au mercredi 31 mars 2027 à minuit" in said


def test_time_left_is_never_said_longer_than_it_is() -> None:
    assert time_left(timedelta(days=3, seconds=-1)) == "2\u00a0jours"
    assert time_left(timedelta(days=2, seconds=-1)) == "47\u00a0heures"
    assert time_left(timedelta(hours=2, seconds=-1)) == "119\u00a0minutes"
    assert time_left(timedelta(minutes=2, seconds=-1)) == "moins de deux minutes"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (30, "30\u00a0minutes"),
        (60, "une heure"),
        (90, "1\u00a0h\u00a030"),
        (120, "2\u00a0heures"),
        (1440, "un jour"),
        (2880, "2\u00a0jours"),
        (1500, "25\u00a0heures"),
    ],
)
def test_a_delay_is_said_in_its_largest_unit(minutes: int, said: str) -> None:
    assert delay(minutes) == said


def test_the_list_tells_open_to_come_and_closed_apart(client: Client) -> None:
    CallPageFactory(title="Appel ouvert")
    later = {"opens_at": RESULTS, "closes_at": RESULTS + timedelta(days=30), "results_at": None}
    CallPageFactory(title="Appel futur", **later)
    CallPageFactory(title="Appel sans date", opens_at=None, closes_at=None, results_at=None)
    CallPageFactory(
        title="Appel passé",
        opens_at=OPENS - timedelta(days=400),
        closes_at=OPENS - timedelta(days=300),
        results_at=None,
    )
    CallPageFactory(title="Appel en préparation", live=False)

    said = text_of(client, "/appels/", OPENS)

    order = ["Appels ouverts", "Appel ouvert", "Appels à venir", "Appel futur", "Appel sans date"]
    places = [said.index(words) for words in (*order, "Appels clos", "Appel passé")]
    assert places == sorted(places)
    assert "Jusqu’au vendredi 18 décembre 2026 à 12 h" in said
    assert "Appel en préparation" not in said


def test_no_empty_section_is_shown_and_an_empty_site_says_so(client: Client) -> None:
    CallsPageFactory()
    assert "Aucun appel pour le moment" in text_of(client, "/appels/", OPENS)

    CallPageFactory()
    said = text_of(client, "/appels/", OPENS)
    assert "Appels à venir" not in said
    assert "Aucun appel" not in said


def test_a_call_kept_from_the_public_is_not_listed(client: Client) -> None:
    hidden = CallPageFactory(title="Appel réservé")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    assert "Appel réservé" not in text_of(client, "/appels/", OPENS)


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_for_one_call_and_a_dozen(
    client: Client, number: int, django_assert_max_num_queries: object
) -> None:
    for _ in range(number):
        CallPageFactory()
    client.get("/appels/")
    with time_machine.travel(OPENS, tick=False), django_assert_max_num_queries(8):
        client.get("/appels/")


def test_the_current_stage_is_marked_on_the_timeline(client: Client) -> None:
    call = CallPageFactory(slug="usages")
    stages = [stage.title for stage in timeline(call, date(2026, 12, 19)) if stage.is_current]
    assert stages == ["Lecture des dossiers et échanges"]
    call.phases = [
        CallPhase(title="Dépôt", starts_on=date(2026, 11, 2), ends_on=date(2026, 12, 18)),
        CallPhase(title="Réponse", starts_on=date(2027, 7, 1), dates_in_words="Début juillet 2027"),
    ]
    call.save()

    with time_machine.travel(OPENS, tick=False):
        html = client.get("/appels/usages/").content.decode()

    assert html.count('aria-current="step"') == 1
    assert html.index("Dépôt") < html.index("en ce moment") < html.index("Début juillet 2027")
    assert "Du 2\u00a0novembre au 18\u00a0décembre 2026" in html


def test_the_questions_say_what_is_required_when_and_how_often(client: Client) -> None:
    call = CallPageFactory(slug="usages", minutes_needed=20)
    call.questions = [
        CallQuestion(
            step="contact",
            key="pourquoi",
            label="Pourquoi maintenant",
            only_if_field="structure.forme",
            only_if_values="commune, epci",
        )
    ]
    call.save()

    said = text_of(client, "/appels/usages/questions/", OPENS)

    assert "environ 20 minutes" in said
    assert "Nom de la structure obligatoire" in said
    assert "Numéro SIRET facultatif" in said
    assert "Ces questions se répètent pour chaque projet" in said
    assert (
        "Seulement si vous répondez « Commune » ou « Intercommunalité (EPCI) » à « Forme de la "
        "structure »" in said
    )


def test_results_are_not_read_before_their_minute(client: Client) -> None:
    CallPageFactory(slug="usages", results="<p>Trente-huit projets reçus.</p>")

    assert "Trente-huit" not in text_of(client, "/appels/usages/", RESULTS - MINUTE)
    assert "Trente-huit" not in text_of(client, "/recherche/?q=trente", RESULTS - MINUTE)
    assert "Trente-huit" in text_of(client, "/appels/usages/", RESULTS)


@pytest.mark.time_machine(OPENS, tick=False)
@pytest.mark.parametrize("name", ["appe1", "appel"])
def test_the_address_printed_in_2021_leads_to_the_open_ami_else_to_the_list(
    client: Client, name: str
) -> None:
    address = f"/webform/{name}_a_manifestation_d_interet"
    assert client.get(address).status_code == 404
    CallsPageFactory()
    assert client.get(address).url == "/appels/"
    CallPageFactory(slug="clos", closes_at=OPENS, opens_at=OPENS - MINUTE)
    CallPageFactory(slug="tard", closes_at=CLOSES + MINUTE, results_at=None)
    CallPageFactory(slug="tot")

    response = client.get(address)

    assert (response.status_code, response.url) == (302, "/appels/tot/")
    CallPage.objects.get(slug="tot").unpublish()
    assert client.get(f"{address}/").url == "/appels/tard/"


def test_questions_and_answers_are_read_by_people_and_by_search_engines(client: Client) -> None:
    call = CallPageFactory(slug="usages", summary="Dites vos projets.")
    call.faq = [CallFaq(question="Et </script> ?", answer="<p>Une <b>idée</b></p><p>suffit.</p>")]
    call.documents = [CallDocument(document=make_document(title="Texte de l’appel"))]
    call.save()

    with time_machine.travel(OPENS, tick=False):
        html = client.get("/appels/usages/").content.decode()

    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data is not None
    (entry,) = json.loads(data[1])["mainEntity"]
    assert entry["name"] == "Et </script> ?"
    assert entry["acceptedAnswer"]["text"] == "Une idée\nsuffit."
    assert 'questions__question">Et &lt;/script&gt; ?</summary>' in html
    assert re.search(r"Texte de l’appel <span[^>]*>\(PDF, 2\u00a0ko\)</span>", html)
    assert '"Dites vos projets."' in html.split("<body")[0]  # the description
    assert 'href="tel:+33261910000"' in html


def test_a_call_without_coordinates_or_texts_shows_no_empty_title(client: Client) -> None:
    CallPageFactory(
        slug="nu", opens_at=None, closes_at=None, results_at=None, service_name="", minutes_needed=0
    )

    titles = re.findall(r"<h2[^>]*>(.*?)</h2>", client.get("/appels/nu/").content.decode())

    assert titles == ["Cet appel n’est pas encore ouvert", "Ce que vous aurez à remplir"]
    CallPage.objects.update(opens_at=OPENS)
    with time_machine.travel(OPENS, tick=False):
        begin = client.get("/appels/nu/repondre/").content.decode()
    assert "Commencer mon dossier" in begin
    for empty in ("()", "Comptez"):
        assert empty not in begin
