"""The label of a place in the managers' space: renewals asked in time, the report of the year."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from ami.models import Dossier
from directory.models import LabelGrant, PlacePage
from events.models import Occurrence
from normandie.espace.models import YearlyReport
from normandie.espace.services.labels import ask_renewals, ask_reports
from tests.ami.label_requests import label_call
from tests.espace.managing import Manager, OpenForm
from tests.factories import EventPageFactory, LabelGrantFactory, PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import links, parsed, text_of, texts
from tests.roles import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.time_machine(datetime(2026, 11, 30, 9, tzinfo=UTC), tick=False),
]


@pytest.fixture
def place() -> PlacePage:
    place = PlacePageFactory(title="La Ruche")
    place.managers.add(UserFactory(username="gerante", email="gerante@exemple.fr"))
    return place


def granted(place: PlacePage, **dates: date | None) -> LabelGrant:
    grant = LabelGrantFactory(place=place, **{"granted_on": date(2024, 5, 31)} | dates)
    sent_mails().clear()  # the welcome
    return grant


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        # Told at six, three and one month before 31 May 2027, and on no other day.
        (["2026-11-29"], 0),
        (["2026-11-30", "2026-12-01", "2027-02-27"], 1),
        (["2026-11-30", "2027-02-28", "2027-03-01"], 2),
        (["2026-11-30", "2027-02-28", "2027-04-30", "2027-05-31"], 3),
        (["2027-05-02"], 1),  # begun late, it is asked for once
        (["2027-06-01"], 0),  # over
    ],
)
def test_a_renewal_is_asked_six_three_and_one_month_before(
    place: PlacePage, days: list[str], asked: int
) -> None:
    granted(place, expires_on=date(2027, 5, 31))

    written = [ask_renewals(date.fromisoformat(day)) for day in days]

    assert sum(number for number, _ in written) == asked
    assert len(sent_mails()) == asked
    assert all("31 mai 2027" in mail.subject.replace("\u00a0", " ") for mail in sent_mails())


def test_a_renewal_leads_to_the_call_and_is_not_asked_once_it_is_granted(place: PlacePage) -> None:
    call = label_call()
    former = granted(place, expires_on=date(2027, 1, 31), label=call.requirements.label)
    ask_renewals()
    mail = sent_mails()[0].body
    assert "demander le renouvellement" in mail
    assert reverse("espace:label", args=[place.pk]) in mail

    other = PlacePageFactory()
    other.managers.add(UserFactory(email="autre@exemple.fr"))
    renewed = granted(other, expires_on=date(2027, 1, 31), label=former.label)
    granted(other, granted_on=date(2027, 2, 1), label=former.label, renews=renewed)
    assert ask_renewals() == (0, [])


@pytest.mark.time_machine(datetime(2027, 1, 4, 9, tzinfo=UTC), tick=False)
def test_the_report_of_the_year_is_asked_once_and_begins_with_what_the_site_counted(
    place: PlacePage,
) -> None:
    granted(place)
    PlacePageFactory().managers.add(UserFactory(email="sans-label@exemple.fr"))
    with time_machine.travel(datetime(2026, 2, 20, tzinfo=UTC)):
        held = EventPageFactory(place=place, starts_on=date(2026, 3, 2)).occurrences.get()
    Occurrence.objects.filter(pk=held.pk).update(came=7)

    assert (ask_reports(), ask_reports()) == ((1, []), (0, []))
    (mail,) = sent_mails()
    url = reverse("espace:label_report", args=[place.pk, 2026])
    assert url in mail.body
    client = Client()
    client.force_login(place.managers.get())
    assert "Remplir le bilan de 2026" in text_of(
        client.get(reverse("espace:place", args=[place.pk]))
    )
    page = parsed(client.get(url))
    assert page.select_one("[name=held]")["value"] == "1"
    assert page.select_one("[name=came]")["value"] == "7"

    wrong = client.post(url, {"held": "-3", "came": "", "highlights": "Le café"})
    assert wrong.status_code == 422
    assert "Le café" in wrong.content.decode()
    for held_now in ("1", "2"):  # sent, then corrected
        client.post(url, {"held": held_now, "came": "7", "needs": "Un vidéoprojecteur"})

    report = YearlyReport.objects.get()
    assert (report.held, report.came, report.visitors) == (2, 7, None)
    assert report.sent_by == place.managers.get()
    listed = text_of(signed_in("team").get(reverse("wagtailsnippets_espace_yearlyreport:list")))
    assert "La Ruche" in listed
    assert "non compté" in listed


@pytest.mark.parametrize(
    ("moment", "year", "label", "status", "is_open"),
    [
        (datetime(2027, 6, 30, 20, tzinfo=UTC), 2026, True, 200, True),
        (datetime(2027, 6, 30, 22, 30, tzinfo=UTC), 2026, True, 200, False),  # 1 July in Paris
        (datetime(2027, 1, 4, tzinfo=UTC), 2025, True, 200, False),
        (datetime(2027, 1, 4, tzinfo=UTC), 2027, True, 404, False),
        (datetime(2027, 1, 4, tzinfo=UTC), 2026, False, 404, False),
    ],
)
def test_a_report_is_open_from_january_to_june_to_labelled_places_alone(
    place: PlacePage, moment: datetime, year: int, label: bool, status: int, is_open: bool
) -> None:
    if label:
        granted(place)
    with time_machine.travel(moment, tick=False):
        client = Client()
        client.force_login(place.managers.get())
        url = reverse("espace:label_report", args=[place.pk, year])
        answer = client.get(url)
        client.post(url, {"held": "1"})

    assert answer.status_code == status
    assert ("Envoyer le bilan" in answer.content.decode()) == is_open
    assert YearlyReport.objects.exists() == is_open


@pytest.mark.usefixtures("quick_hands")
def test_a_request_begun_from_the_space_asks_nothing_that_the_sheet_says(place: PlacePage) -> None:
    place.summary, place.siret = "Un fablab ouvert à tous", "21140118900017"
    place.phone, place.parent_structure = "+33231000000", "Commune de Caen"
    place.save()
    manager = Manager(place, UserFactory(first_name="Camille", email="camille@exemple.fr"))
    call = label_call()
    closed = label_call(call.requirements, closes_at=datetime(2026, 11, 29, tzinfo=UTC))
    way = manager.address("label_request", call.pk)
    assert way in links(manager.page("label")).values()

    asked = manager.page("label_request", call.pk)
    assert "Numéro SIRET" in text_of(asked)
    assert "Fonction" not in texts(asked, "main li")
    inputs = parsed(asked).select("main form input")
    form = OpenForm(manager.client, way, {each["name"]: each.get("value", "") for each in inputs})
    assert form.values["email"] == "camille@exemple.fr"
    begun = form.send()

    dossier = Dossier.objects.get()
    assert begun.url == f"/dossier/{dossier.key}/"
    answers = dossier.answers()
    assert answers.of("lieu")["fiche"] == place.slug
    assert answers.of("structure")["nom"] == "Commune de Caen"
    contact = answers.of("contact")
    assert contact["courriel"] == "camille@exemple.fr"
    assert contact["telephone"] == place.phone
    part = f"{begun.url}partie/structure/"
    said = "Repris de votre fiche le 30 novembre 2026"
    page = manager.client.get(part)
    assert said in text_of(page).replace("\u00a0", " ")
    commune = parsed(page).select_one("[name=commune]")["value"]
    assert commune.startswith(place.commune.name)

    # What the carrier has typed is theirs: the same form sent again takes nothing back.
    manager.client.post(part, {"sequence": "1", "nom": "Autre", "plus-tard": "1"})
    form.send()
    assert Dossier.objects.get().answers().of("structure")["nom"] == "Autre"
    assert said not in text_of(manager.client.get(part)).replace("\u00a0", " ")
    assert manager.page("label_request", closed.pk).status_code == 404
