"""Staff ask for an opinion: a form, the very page of the expert, then the sending."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from ami.models import Attachment, Dossier, Opinion
from tests.ami.factories import COMPLETE
from tests.ami.opinions import DUE, EXPERT, an_opinion, ask_url, expert, opinion_url, read
from tests.ami.people import mails_to
from tests.ami.reviewing import DURING, a_file, complete, screen
from tests.ami.test_opinions import a_joined_file
from tests.factories import PlacePageFactory
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
TOLD = {"description": "Camille vous attend. L’équipe des Petits Débrouillards du Bocage."}


@pytest.fixture
def dossier() -> Dossier:
    return a_file(projets=COMPLETE["projets"] | TOLD)


def asked(dossier: Dossier, **typed: Any) -> dict[str, Any]:
    item = dossier.frozen["answers"][2]["item"]
    return {
        "name": "Ana Lise",
        "organisation": "ARACT",
        "email": EXPERT,
        "question": "Est-ce réaliste ?",
        "due_on": DUE.isoformat(),
        "parts": ["structure", f"projets/{item}"],
        **typed,
    }


def preview(client: Client, dossier: Dossier, **typed: Any) -> str:
    return client.post(ask_url(dossier), asked(dossier, **typed)).content.decode()


def send_again(client: Client, dossier: Dossier, text: str, button: str = "send") -> HttpResponse:
    """Press a button of the preview that *text* shows."""
    data: dict[str, list[str]] = {button: ["1"]}
    form = text[text.index('name="seen"') - 200 :]
    for name, value in HIDDEN.findall(form):
        data.setdefault(name, []).append(html.unescape(value))
    return client.post(ask_url(dossier), data)


def shared_in(text: str) -> str:
    """Return what the page shows of the file, in its answers."""
    return re.sub(
        r"\s+", " ", "".join(re.findall(r'<dl class="answers">.*?</dl>', text, re.DOTALL))
    )


def test_contact_and_files_are_not_shared_unless_they_are_ticked(dossier: Dossier) -> None:
    a_joined_file(dossier, "plan.pdf")

    text = signed_in("reviewer").get(ask_url(dossier)).content.decode()

    assert len(re.findall(r'name="parts"[^>]*checked', text)) == len(dossier.frozen["answers"]) - 2
    assert not re.search(r'value="contact"[^>]*checked', text)
    assert not re.search(r'name="attachments"[^>]*checked', text)
    assert 'name="parts" value="contact"' in text


def test_what_staff_preview_is_what_the_expert_reads(dossier: Dossier) -> None:
    client = signed_in("reviewer")
    text = preview(client, dossier)
    assert not Opinion.objects.exists()

    send_again(client, dossier, text)

    opinion = Opinion.objects.get()
    shown = read(expert(opinion), opinion)
    assert shared_in(shown) == shared_in(text)
    assert "Débrouillards" in shared_in(shown)
    assert opinion.asked_by is not None
    assert len(mails_to(EXPERT)) == 1
    assert "Ana Lise (ARACT)" in screen(client, dossier)


def test_an_anonymised_copy_hides_what_is_known_and_lists_what_may_remain(
    dossier: Dossier,
) -> None:
    client = signed_in("lead")
    text = preview(client, dossier, is_anonymised="on", question="Connaissez-vous Camille ?")

    answers = shared_in(text)
    assert "des [structure]." in answers
    for known in ("Débrouillards", "place de la Mairie"):
        assert known not in answers
    assert text.count("<mark>Camille</mark>") == 2  # in the question, and in the answers

    again = preview(client, dossier, is_anonymised="on", hidden="camille")
    assert "<mark>" not in again
    send_again(client, dossier, again)
    assert "Camille" not in read(expert(Opinion.objects.get()), Opinion.objects.get())


def test_a_name_that_a_completion_gave_is_known_too() -> None:
    dossier = a_file(projets=COMPLETE["projets"] | {"description": "Avec Nora Autre."})
    dossier.completions.create(
        text="Qui ?",
        due_on=DUE,
        sent_at=DURING,
        frozen={
            "answers": [{"step": "contact", "item": "", "data": {"nom": "Nora Autre"}}],
            "words": [[["Prénom et nom", "Nora Autre"]]],
        },
    )

    text = preview(signed_in("reviewer"), dossier, is_anonymised="on")

    assert "Avec [personne]." in text
    assert "Nora" not in text


def test_the_name_that_its_place_had_is_known_too() -> None:
    place = PlacePageFactory(title="Le Phare")
    dossier = a_file(structure=COMPLETE["structure"] | {"lieu": place.slug})
    place.title = "La Vigie"
    place.save()

    text = preview(signed_in("reviewer"), dossier, is_anonymised="on")

    assert "[lieu]" in shared_in(text)
    assert "Phare" not in shared_in(text)


def test_words_to_hide_are_not_dropped_in_silence(dossier: Dossier) -> None:
    text = preview(signed_in("reviewer"), dossier, hidden="bocage")

    assert "ou effacez ces mots" in text
    assert 'name="seen"' not in text


def test_files_are_said_not_to_be_anonymised(dossier: Dossier) -> None:
    file = a_joined_file(dossier, "plan.pdf")
    refused = a_joined_file(dossier, "virus.pdf", scan=Attachment.Scan.INFECTED)
    client = signed_in("reviewer")

    text = preview(client, dossier, is_anonymised="on", attachments=[str(file.key)])

    assert "ne sont pas anonymisées" in text
    assert "plan.pdf" in text
    wrong = preview(client, dossier, attachments=[str(refused.key)])
    assert 'name="seen"' not in wrong


def test_what_changed_since_the_preview_is_shown_before_it_is_sent(dossier: Dossier) -> None:
    client = signed_in("reviewer")
    text = preview(client, dossier)
    complete(dossier, "En mai")

    refused = send_again(client, dossier, text).content.decode()

    assert "a changé depuis l’aperçu" in refused
    assert not Opinion.objects.exists()
    send_again(client, dossier, refused)
    assert "En mai" in str(Opinion.objects.get().shared)


def test_to_correct_brings_back_what_was_typed(dossier: Dossier) -> None:
    client = signed_in("reviewer")

    text = send_again(client, dossier, preview(client, dossier), "correct").content.decode()

    assert 'value="Ana Lise"' in text
    assert "Est-ce réaliste ?</textarea>" in text
    assert not re.search(r'value="contact"[^>]*checked', text)
    assert not Opinion.objects.exists()


def test_sent_twice_it_is_asked_once(dossier: Dossier) -> None:
    client = signed_in("reviewer")
    text = preview(client, dossier)
    send_again(client, dossier, text)

    again = send_again(client, dossier, text).content.decode()

    assert "déjà attendu de cette adresse" in again
    assert len(mails_to(EXPERT)) == 1


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("due_on", (DURING - timedelta(days=1)).date().isoformat()),
        ("due_on", "2029-01-01"),
        ("parts", []),
        ("parts", ["pieces"]),
        ("email", "ana"),
        ("name", "Ana http://piege.example"),
        ("question", "x" * 3001),
    ],
)
def test_what_cannot_be_asked_is_said(dossier: Dossier, name: str, value: Any) -> None:
    text = preview(signed_in("reviewer"), dossier, **{name: value})

    assert "error-message" in text
    assert 'name="seen"' not in text


def test_experts_asked_before_are_proposed(dossier: Dossier) -> None:
    an_opinion(dossier, name="Ana <b>")

    text = signed_in("reviewer").get(ask_url(a_file())).content.decode()

    assert f'<option value="{EXPERT}">Ana &lt;b&gt;</option>' in text
    assert '<option value="ARACT">' in text


@pytest.mark.parametrize("state", ["reponse_envoyee", "clos"])
def test_a_file_that_is_answered_is_asked_no_opinion(state: str) -> None:
    dossier = a_file(state)

    text = signed_in("reviewer").get(ask_url(dossier), follow=True).content.decode()

    assert "n’est plus à l’étude" in text
    assert ask_url(dossier) not in text


def test_staff_put_a_date_off_and_withdraw(dossier: Dossier) -> None:
    opinion = an_opinion(dossier)
    client = signed_in("reviewer")
    later = DUE + timedelta(days=9)

    client.post(opinion_url(opinion, "extend"), {"due_on": later.isoformat()})
    assert "8 décembre 2026" in mails_to(EXPERT)[-1].body
    text = client.post(opinion_url(opinion, "revoke"), follow=True).content.decode()

    assert "n’ouvre plus rien" in text
    opinion.refresh_from_db()
    assert (opinion.state, opinion.due_on) == ("retire", later)
    again = client.post(opinion_url(opinion, "extend"), {"due_on": DUE.isoformat()}, follow=True)
    assert "n’est plus attendu" in again.content.decode()


def test_the_opinion_of_another_file_is_not_found(dossier: Dossier) -> None:
    opinion = an_opinion(dossier)
    other = a_file()
    url = opinion_url(opinion, "revoke").replace(f"/{dossier.pk}/", f"/{other.pk}/", 1)

    assert signed_in("reviewer").post(url).status_code == 404
    assert Opinion.objects.get().state == "demande"


@pytest.mark.parametrize("role", ["reader", "editor", "manager"])
def test_who_may_not_review_asks_and_withdraws_nothing(dossier: Dossier, role: str) -> None:
    opinion = an_opinion(dossier)
    client = signed_in(role)

    client.post(ask_url(dossier), asked(dossier, email="b@exemple.fr", send="1"))
    client.post(opinion_url(opinion, "revoke"))
    client.post(opinion_url(opinion, "extend"), {"due_on": "2026-12-20"})

    opinion.refresh_from_db()
    assert (opinion.state, opinion.due_on) == ("demande", DUE)
    assert Opinion.objects.count() == 1
