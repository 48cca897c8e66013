"""A self-check becomes a request for the label, without anything typed twice."""

from datetime import UTC, datetime

import pytest

from ami.kinds.label_form import label_form
from ami.models import Dossier
from directory.label_workflow import REQUIREMENTS
from directory.models import LabelRequirements
from normandie.selfcheck.services import left_out
from tests.ami.label_requests import label_call, published
from tests.factories import LabelRequirementsFactory
from tests.mails import sent_mails
from tests.reading import links, main_text, texts
from tests.selfcheck.self_checks import FAMILY, TEAM, Visitor, only, self_check_page

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("quick_hands"),
    pytest.mark.time_machine(NOW, tick=False),
]
TYPED = {
    "critere-horaires": "oui",
    "preuve-horaires": "Affichés sur la porte",
    "critere-accueil": "ne-sais-pas",
}


@pytest.fixture
def visitor() -> Visitor:
    self_check_page()
    return Visitor()


def answered(visitor: Visitor, version: LabelRequirements) -> str:
    url = visitor.begin(version.label.slug, commune="14118-caen")
    visitor.fill_in(f"{url}{FAMILY}/", **TYPED)
    return url


def test_the_answers_are_in_the_draft_and_an_address_is_all_that_is_asked(
    visitor: Visitor,
) -> None:
    version = published()
    call = label_call(version)
    url = answered(visitor, version)
    [way] = [each for name, each in links(visitor.get(url)).items() if call.title in name]

    asked = visitor.get(way)
    assert "1 critère y reste sans réponse" in main_text(asked)
    assert "relisez chaque réponse" not in main_text(asked)
    begun = visitor.fill_in(way, email="camille@exemple.fr")

    dossier = Dossier.objects.get()
    assert begun.url == f"/dossier/{dossier.key}/"
    answers = dossier.answers().of(f"criteres-{FAMILY}")
    assert answers == {"critere-horaires": "oui", "preuve-horaires": "Affichés sur la porte"}
    part = visitor.get(f"{begun.url}partie/criteres-{FAMILY}/")
    assert texts(part, "textarea")[0] == "Affichés sur la porte"
    assert "Repris de votre autodiagnostic le 30 novembre 2026" in main_text(part)
    assert [mail.to for mail in sent_mails()] == [["camille@exemple.fr"]]
    assert dossier.answers().of("structure") == {"commune": "14118-caen"}
    assert dossier.is_draft
    assert only().answers == TYPED | {"preuve-accueil": ""}  # it stays


def test_sent_twice_it_makes_one_draft_and_replaces_nothing_typed_since(visitor: Visitor) -> None:
    version = published()
    call = label_call(version)
    way = f"{answered(visitor, version)}demander/{call.pk}/"
    token = visitor.get(way).content.decode().split('name="token" value="')[1].split('"')[0]
    sent = {"token": token, "email": "camille@exemple.fr"}
    visitor.post(way, sent)
    row = Dossier.objects.get().step_answers.get(step=f"criteres-{FAMILY}")
    row.data |= {"critere-horaires": "non"}
    row.save()

    visitor.post(way, sent)

    assert Dossier.objects.get().answers().of(row.step)["critere-horaires"] == "non"


def test_what_another_version_no_longer_asks_is_said(visitor: Visitor) -> None:
    former = published()
    url = answered(visitor, former)
    now = LabelRequirementsFactory(
        label=former.label, codes=("accueil", "wifi", "salle"), in_force_from=NOW.date()
    )
    REQUIREMENTS.apply(now, "publier", TEAM)
    call = label_call(now)

    asked = visitor.get(f"{url}demander/{call.pk}/")

    assert "relisez chaque réponse" in main_text(asked)
    assert "3 critères y restent sans réponse" in main_text(asked)  # those of the request
    assert texts(asked, ".self-check__left-out li") == ["Dire horaires."]
    assert left_out(only(), label_form(call)) == {"horaires"}


def test_where_no_request_is_open_it_is_said_and_no_way_leads_there(visitor: Visitor) -> None:
    version = published()
    other = label_call(LabelRequirementsFactory(label__slug="autre", label__name="Autre"))
    closed = label_call(version, closes_at=NOW)
    url = answered(visitor, version)

    assert "Aucune demande de ce label n’est ouverte" in main_text(visitor.get(url))
    for call in (other, closed):
        assert visitor.get(f"{url}demander/{call.pk}/").status_code == 404
