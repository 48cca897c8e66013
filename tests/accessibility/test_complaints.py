"""A visitor complains: without account nor captcha, gets a receipt, and an answer within a week."""

import logging
import re
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normandie.accessibility.models import AccessibilityPage, Complaint
from normandie.frame.models import FrameSettings
from tests.accessibility.conftest import MESSAGE, PERSON, make_complaint
from tests.mails import sent_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("declaration")]

FORM = "/accessibilite/signaler/"


@pytest.fixture
def visitor() -> Client:
    """A visitor whose browser would be stopped if the form asked for the CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def typed(visitor: Client, **changes: str) -> dict[str, str]:
    """What the visitor sends after having read the form for ten seconds."""
    long_ago = timezone.now().timestamp() - 10
    with patch("django.core.signing.time.time", return_value=long_ago):
        html = visitor.get(FORM).content.decode()
    token = re.search(r'name="token" value="([^"]*)"', html)[1]
    return {"message": MESSAGE, "token": token} | PERSON | changes


def test_a_complaint_is_kept_acknowledged_and_announced(visitor: Client) -> None:
    FrameSettings.objects.create(
        site=AccessibilityPage.objects.get().get_site(), phone="+33200000000"
    )
    sent = visitor.post(FORM, typed(visitor, page="/annuaire/carte/"))

    complaint = Complaint.objects.get()
    due = timezone.localdate() + timedelta(days=7)
    assert (complaint.page, complaint.state, complaint.answer_due) == (
        "/annuaire/carte/",
        "recue",
        due,
    )
    assert complaint.number == f"ACC-{timezone.localdate().year}-0001"
    html = visitor.get(sent["Location"]).content.decode()
    assert complaint.number in html
    assert "Lefèvre" not in html
    receipt, team = sent_mails()
    complaint.refresh_from_db()
    assert receipt.to == ["camille@exemple.fr"]
    for part in (
        complaint.number,
        "Région Normandie",
        "02\u00a000\u00a000",
        "71120",
        f"{due.year}",
    ):
        assert part in receipt.body
    assert complaint.receipt_sent_at
    assert "/admin/" in team.body
    assert complaint.number in team.subject


def test_no_mail_holds_what_the_visitor_wrote_but_the_receipt_goes_to_them(visitor: Client) -> None:
    visitor.post(FORM, typed(visitor, message="Achetez ici http://piege.exemple", page="/piege"))

    receipt, team = sent_mails()
    for said in (f"{mail.subject} {mail.body} {mail.alternatives}" for mail in (receipt, team)):
        assert "piege" not in said
        assert "Lefèvre" not in said


def test_no_page_of_the_form_gives_a_cookie(visitor: Client) -> None:
    data = typed(visitor)
    sent = visitor.post(FORM, data)
    for response in (
        visitor.get(FORM),
        visitor.post(FORM, {}),
        sent,
        visitor.get(sent["Location"]),
    ):
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"message": ""}, "Écrivez ce que vous n’avez pas pu"),
        ({"message": "court"}, "trop court"),
        ({"message": "a" * 3001}, "dépasse 3000 caractères"),
        ({"last_name": ""}, "Écrivez votre nom"),
        ({"first_name": ""}, "Écrivez votre prénom"),
        ({"email": ""}, "Écrivez l’adresse où vous répondre"),
        ({"email": "camille@"}, "n’est pas complète"),
        ({"page": "a" * 501}, "dépasse 500 caractères"),
        ({"postal_address": "a" * 301}, "dépasse 300 caractères"),
        ({"website": "https://exemple.fr"}, "champ caché"),
        ({"token": "faux"}, "trop longtemps"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_nothing_typed_is_lost(
    visitor: Client, changes: dict[str, str], advice: str
) -> None:
    data = typed(visitor, **changes)
    response = visitor.post(FORM, data)

    html = response.content.decode()
    assert response.status_code == 422
    assert advice in html
    assert "<title>Erreur" in html
    assert data["message"] in html
    assert data["email"] in html
    assert not Complaint.objects.exists()
    assert not sent_mails()


def test_another_site_cannot_send_the_form(visitor: Client) -> None:
    response = visitor.post(FORM, typed(visitor), headers={"sec-fetch-site": "cross-site"})

    assert response.status_code == 403
    assert not Complaint.objects.exists()


def test_nothing_of_the_person_is_logged(visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.post(FORM, typed(visitor), REMOTE_ADDR="198.51.100.77")
    visitor.post(FORM, typed(visitor, message=""), REMOTE_ADDR="198.51.100.77")
    sent_mails()
    for private in ("198.51.100.77", "camille@", "Lefèvre", MESSAGE):
        assert private not in caplog.text


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("page", "prefilled"),
    [
        ("/annuaire/carte/?q=fablab", "/annuaire/carte/?q=fablab"),
        ("http://testserver/coworking/", "/coworking/"),
        ("https://ailleurs.exemple/annuaire/", ""),
        ("//ailleurs.exemple/", ""),
        ("javascript:alert(1)", ""),
        ("/\\ailleurs", ""),
        ("/" + "a" * 500, ""),
        ("/a\x00b", ""),
        ("http://[", ""),
    ],
)
def test_the_page_is_filled_in_if_it_is_one_of_ours(
    visitor: Client, page: str, prefilled: str
) -> None:
    html = visitor.get(FORM, {"page": page}).content.decode()
    field = re.search(r'<input[^>]*name="page"[^>]*>', html)[0]

    assert re.findall(r'value="([^"]*)"', field) == ([prefilled] if prefilled else [])


def test_the_declaration_hands_over_the_page_that_the_visitor_comes_from(visitor: Client) -> None:
    html = visitor.get(
        "/accessibilite/", headers={"referer": "http://testserver/annuaire/"}
    ).content.decode()

    assert f'href="{FORM}?page=%2Fannuaire%2F"' in html


@pytest.mark.one_engine
@pytest.mark.parametrize("number", ["", "1", "faux", "\x00", "x" * 5000])
def test_a_receipt_that_is_made_up_shows_nothing(visitor: Client, number: str) -> None:
    make_complaint()
    response = visitor.get(f"{FORM}recu/", {"numero": number})

    assert response.status_code == 404
    assert "ACC-" not in response.content.decode()


def test_a_receipt_shows_for_a_day(visitor: Client) -> None:
    address = visitor.post(FORM, typed(visitor))["Location"]
    later = timezone.now().timestamp() + 25 * 3600
    with patch("django.core.signing.time.time", return_value=later):
        assert visitor.get(address).status_code == 404


def test_the_form_names_why_how_long_and_who(visitor: Client) -> None:
    html = visitor.get(FORM).content.decode()
    for part in ("Seule l’équipe du site les lit", "un an après la réponse", "CNIL", "R. 112-9-1"):
        assert part in html


def test_complaints_leave_a_year_after_their_answer(capsys: pytest.CaptureFixture) -> None:
    now = timezone.now()
    year = timedelta(days=366)
    old = make_complaint(answered_at=now - year)
    forgotten = make_complaint(received_at=now - 3 * year)
    waiting = make_complaint(received_at=now - year)
    recent = make_complaint(answered_at=now)

    call_command("daily", "core.erase_what_is_due")

    left = set(Complaint.objects.all())
    assert left == {waiting, recent}
    assert not {old, forgotten} & left
    assert "1 réclamations répondues, 1 réclamations" in capsys.readouterr().out


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 30), "Encore 2\u00a0jours"),
        (date(2026, 11, 29), "Encore 1\u00a0jour"),
        (date(2026, 11, 28), "À répondre aujourd’hui"),
        (date(2026, 11, 27), "En retard de 1\u00a0jour"),
        (date(2026, 11, 20), "En retard de 8\u00a0jours"),
    ],
)
def test_the_deadline_is_said_in_words(due: date, words: str) -> None:
    with patch("django.utils.timezone.localdate", return_value=date(2026, 11, 28)):
        assert make_complaint(answer_due=due).deadline == words


hostile = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["\0", "<script>", "%0d%0aBcc:", "' OR 1=1 --", "{{ 7*7 }}", "x" * 30_000]),
)
FIELDS = ["message", "page", "equipment", "last_name", "email", "website", "token", "autre"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.sampled_from(FIELDS), hostile))
def test_whatever_is_sent_gets_an_answer(visitor: Client, data: dict[str, str]) -> None:
    assert visitor.post(FORM, data).status_code == 422
    assert visitor.get(FORM, data).status_code == 200
