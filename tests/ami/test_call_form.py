"""Staff write a call: nothing opens that is not ready, and no question breaks a file begun."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ami.checks import kinds_are_sound
from ami.definitions import Condition, FieldDefinition, FormDefinition, StepDefinition
from ami.kinds import AMI, DRAFT, CallKind, base
from ami.models import CallFaq, CallPage, CallPhase, CallQuestion, Dossier
from core.workflow import TransitionTable
from tests.ami.factories import CLOSES, OPENS, CallPageFactory, a_draft
from tests.directory.admin.sheet import opened, send, submit
from tests.reading import errors, text_of
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(OPENS, tick=False)]


@pytest.fixture
def team() -> Client:
    return signed_in("team")


def saved(call: CallPage) -> CallPage:
    return CallPage.objects.get(pk=call.pk)


def with_question(**fields: str) -> dict[str, str]:
    """Return what the browser sends once a question is added to a call that has none."""
    typed = {"step": "contact", "key": "pourquoi", "label": "Pourquoi ?", "type": "long_text"}
    sent = typed | {"max_length": "0", "ORDER": "1"} | fields
    return {f"questions-0-{name}": value for name, value in sent.items()} | {
        "questions-TOTAL_FORMS": "1"
    }


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "field", ["service_name", "service_address", "service_email", "service_phone", "closes_at"]
)
def test_an_opening_is_not_published_without_what_it_needs(team: Client, field: str) -> None:
    call = CallPageFactory(live=False)

    response = submit(team, call, **{field: "", "results_at": ""})

    assert list(errors(response)) == [field]
    assert not saved(call).live
    assert submit(team, call, publish=False, **{field: "", "results_at": ""}).status_code == 302


def test_the_checklist_says_what_is_missing(team: Client) -> None:
    call = CallPageFactory(live=False, service_phone="", eligibility="")
    call.questions = [CallQuestion(step="contact", key="x", label="Ah ?", only_if_field="rien")]
    call.save()

    said = text_of(team.get(reverse("wagtailadmin_pages:edit", args=[call.pk])))

    assert "Donnez le téléphone du service" in said
    assert "Ah ? : Aucune question ne porte ce nom" in said
    assert "Dire qui peut répondre." in said


def test_a_call_without_a_date_may_be_announced(team: Client) -> None:
    call = CallPageFactory(live=False, service_phone="", opens_at=None, closes_at=None)

    assert submit(team, call, results_at="").status_code == 302
    assert saved(call).live


def test_no_other_way_publishes_an_opening_that_is_not_ready() -> None:
    call = CallPageFactory(live=False)
    call.service_email = ""
    with pytest.raises(ValidationError, match="courriel"):
        call.save_revision(clean=False).publish()
    call.service_email = "a@exemple.fr"
    call.questions = [CallQuestion(step="contact", key="x", label="Ah ?", only_if_field="rien")]
    with pytest.raises(ValidationError, match="Aucune question"):
        call.save_revision(clean=False).publish()
    assert not saved(call).live


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"key": "courriel"}, "Ce nom est déjà celui d’une question"),
        ({"type": "choice", "choices": "Un seul"}, "Écrivez au moins deux choix"),
        ({"only_if_field": "structure.formes", "only_if_values": "x"}, "Aucune question ne porte"),
        ({"only_if_field": "pourquoi", "only_if_values": "oui"}, "Aucune question ne porte"),
        (
            {"only_if_field": "structure.forme", "only_if_values": "Epci"},
            "Réponses inconnues : Epci",
        ),
        ({"only_if_field": "structure.forme"}, "Dites pour quelles réponses"),
        (
            {"only_if_field": "projets.maturite", "only_if_values": "idee"},
            "Cette question a une réponse par élément",
        ),
        (
            {"only_if_field": "rencontre.valorisation", "only_if_values": "Oui"},
            "Réponses inconnues : Oui",
        ),
        ({"only_if_values": "epci"}, "Dites de quelle question"),
        ({"step": "pieces"}, "choix valide"),
    ],
)
def test_a_question_that_could_not_be_asked_is_refused(
    team: Client, fields: dict[str, str], said: str
) -> None:
    call = CallPageFactory()

    response = submit(team, call, **with_question(**fields))

    assert response.status_code == 200
    assert said in text_of(response)
    assert not saved(call).questions.exists()


def test_a_question_may_depend_on_another_that_comes_with_it(team: Client) -> None:
    call = CallPageFactory()
    second = with_question(key="comment", only_if_field="contact.pourquoi", only_if_values="oui")
    sent = with_question(type="yes_no") | {
        name.replace("-0-", "-1-"): value for name, value in second.items()
    }

    assert submit(team, call, **sent | {"questions-TOTAL_FORMS": "2"}).status_code == 302
    assert saved(call).questions.count() == 2


def test_questions_make_a_new_version_once_a_file_has_begun(team: Client) -> None:
    call = CallPageFactory()
    submit(team, call, **with_question())
    assert saved(call).form_version == 1
    draft = a_draft(call)

    submit(team, call, title="Un autre titre")
    assert saved(call).form_version == 1
    submit(team, call, **{"questions-0-label": "Pourquoi maintenant ?"})
    submit(team, call, **{"questions-0-label": "Pourquoi donc ?"})

    assert saved(call).form_version == 2
    assert saved(call).form_definition().version == 2
    kept = Dossier.objects.get(pk=draft.pk).form
    assert (kept.version, kept.step("contact").field("pourquoi").label) == (1, "Pourquoi ?")


def test_a_new_call_from_another_begins_without_its_dates(team: Client) -> None:
    call = CallPageFactory(slug="usages", form_version=4, results="<p>Bilan</p>", is_example=True)
    call.phases = [CallPhase(title="Dépôt", starts_on=OPENS.date())]
    call.faq = [CallFaq(question="Qui lit ?", answer="<p>Le service.</p>")]
    call.questions = [CallQuestion(step="contact", key="x", label="Pourquoi ?")]
    call.save()
    call.save_revision().publish()
    explorer = team.get(reverse("wagtailadmin_explore", args=[call.pk]))
    address = reverse("wagtailadmin_pages:copy", args=[call.pk])
    assert "Nouvel appel d’après celui-ci" in explorer.content.decode()

    team.post(
        address,
        {"new_title": "Suite", "new_slug": "suite", "new_parent_page": call.get_parent().pk},
    )

    new = CallPage.objects.get(slug="suite")
    for each in (new, new.get_latest_revision_as_object()):
        assert (each.opens_at, each.closes_at, each.results_at) == (None, None, None)
        assert (each.form_version, each.results, each.is_example) == (1, "", False)
        assert not each.phases.exists()
    assert not new.live
    assert [each.label for each in new.questions.all()] == ["Pourquoi ?"]
    assert new.faq.count() == 1


def test_the_form_is_tried_without_leaving_anything(team: Client) -> None:
    call = CallPageFactory()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[call.pk])
    shown = opened(team, call)
    data = {name: values[-1] for name, values in shown.form.lists()} | with_question()
    team.post(address, data)

    said = text_of(team.get(f"{address}?mode=formulaire"))

    assert "Rien n’est envoyé ni gardé" in said
    assert "Pourquoi ?" in said
    assert "Numéro RNA" in said  # asked of associations alone
    assert not Dossier.objects.exists()
    assert not saved(call).questions.exists()
    assert "Vous pouvez répondre" in text_of(team.get(address))


def test_results_announced_before_the_closing_are_refused(team: Client) -> None:
    call = CallPageFactory()
    shown = opened(team, call)

    response = send(team, shown, closes_at="2026-12-18 12:00", results_at="2026-12-01 12:00")

    assert "results_at" in errors(response)


def test_a_closed_call_is_corrected_without_its_old_coordinates() -> None:
    call = CallPageFactory()
    CallPage.objects.filter(pk=call.pk).update(service_phone="")
    with time_machine.travel(CLOSES + timedelta(days=2), tick=False):
        assert submit(signed_in("team"), saved(call), summary="Corrigé.").status_code == 302


def test_a_kind_that_could_not_work_is_named_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kinds_are_sound() == []
    ask = FieldDefinition("a", "A ?", condition=Condition("rien.b", ("oui",)), column="inconnue")
    of_items = FieldDefinition("b", "B ?", condition=Condition("r.a", ("oui",)))
    steps = (
        StepDefinition("s", "S", fields=(ask, ask, of_items)),
        StepDefinition("r", "R", fields=(ask,), repeated=True),
    )
    broken = CallKind(
        "casse",
        "Cassé",
        "X",
        {DRAFT: AMI.states[DRAFT]},
        TransitionTable((DRAFT,), ()),
        FormDefinition("casse", 1, steps),
    )
    monkeypatch.setitem(base._kinds, "casse", broken)

    found = {each.id for each in kinds_are_sound()}

    assert found == {"ami.E001", "ami.E002", "ami.E003", "ami.E004", "ami.E009"}


def test_an_association_with_one_project_answers_few_questions() -> None:
    """As ``docs/performance.md`` says, with the address that begins a file, and the files."""
    questions = [field for step in AMI.form.steps for field in step.fields]

    assert len(questions) + 2 == 28
    assert len([field for field in questions if field.required]) + 1 == 15
