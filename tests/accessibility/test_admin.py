"""Staff follow complaints: filters, deadline, answer, and who may do it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import OutgoingMail
from normandie.accessibility.models import AccessibilityPage, Complaint
from normandie.accessibility.services.complaints import answer_complaint
from tests.accessibility.conftest import MESSAGE, make_complaint
from tests.mails import sent_mails
from tests.reading import row_titles
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

DAY = timezone.timedelta(days=1)


def snippet(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_accessibility_complaint:{view}", args=args)


def answer_url(complaint: Complaint) -> str:
    return reverse("accessibility_answer", args=(complaint.pk,))


@pytest.fixture
def complaint(declaration: AccessibilityPage) -> Complaint:
    return make_complaint()


def test_an_answer_leaves_and_stops_the_clock(team: Client, complaint: Complaint) -> None:
    assert MESSAGE in team.get(answer_url(complaint)).content.decode()

    response = team.post(answer_url(complaint), {"answer": "C’est réparé."})

    assert response.status_code == 302
    complaint.refresh_from_db()
    assert (complaint.state, complaint.answered_at) == ("en_cours", None)
    (message,) = sent_mails()
    complaint.refresh_from_db()
    assert (complaint.state, complaint.answer) == ("repondue", "C’est réparé.")
    assert complaint.deadline == "Répondue à temps"
    assert message.to == ["camille@exemple.fr"]
    assert "C’est réparé." in message.body
    assert "71120" in message.body
    assert team.get(answer_url(complaint)).status_code == 404


def test_an_answer_that_waits_is_replaced_and_leaves_once(
    team: Client, complaint: Complaint
) -> None:
    team.post(answer_url(complaint), {"answer": "C’est réparrré."})
    complaint.refresh_from_db()
    assert "éponse pas encore partie" in complaint.mails
    assert "C’est réparrré." in team.get(answer_url(complaint)).content.decode()

    team.post(answer_url(complaint), {"answer": "C’est réparé."})

    (message,) = sent_mails()
    assert "C’est réparé." in message.body
    assert OutgoingMail.objects.count() == 1


def test_nobody_answers_twice(complaint: Complaint) -> None:
    answer_complaint(complaint, "Une fois.")
    sent_mails()

    with pytest.raises(ValueError, match="is answered"):
        answer_complaint(complaint, "Deux fois.")


def test_an_answer_that_is_leaving_is_not_replaced(team: Client, complaint: Complaint) -> None:
    answer_complaint(complaint, "Une fois.")
    OutgoingMail.objects.update(leased_until=timezone.now() + DAY)  # a worker is sending it

    response = team.post(answer_url(complaint), {"answer": "Deux fois."})

    assert "en train de partir" in response.content.decode()
    complaint.refresh_from_db()
    assert complaint.answer == "Une fois."


def test_an_empty_answer_is_refused(team: Client, complaint: Complaint) -> None:
    assert team.post(answer_url(complaint), {"answer": "  "}).status_code == 200
    assert not sent_mails()


def test_the_note_of_the_team_takes_the_complaint_over(team: Client, complaint: Complaint) -> None:
    data = {"note": "Vu avec le développeur.", "message": "Autre chose", "state": "repondue"}
    assert team.post(snippet("edit", complaint.pk), data).status_code == 302

    complaint.refresh_from_db()
    assert (complaint.note, complaint.message) == ("Vu avec le développeur.", MESSAGE)
    assert complaint.state == "en_cours"


def test_complaints_are_found_by_their_clock(team: Client, complaint: Complaint) -> None:
    today = timezone.localdate()
    late = make_complaint(answer_due=today - DAY)
    answered = make_complaint(answered_at=timezone.now(), state="repondue")

    def listed(**params: object) -> set[str]:
        return set(row_titles(team.get(snippet("list"), params)))

    assert listed() == {str(complaint), str(late), str(answered)}
    assert listed(clock="retard") == {str(late)}
    assert listed(clock="attente") == {str(complaint), str(late)}
    assert listed(clock="repondues") == {str(answered)}
    assert listed(state=["repondue"]) == {str(answered)}
    html = team.get(snippet("list")).content.decode()
    assert "En retard de 1 jour" in html
    assert answer_url(late) in html
    assert answer_url(answered) not in html


def test_the_first_screen_counts_those_that_wait(team: Client, complaint: Complaint) -> None:
    make_complaint(answer_due=timezone.localdate() - DAY)

    html = team.get(reverse("wagtailadmin_home")).content.decode()

    assert "2 en attente de réponse" in html
    assert "1 en retard" in html


def test_a_screen_shows_the_complaint_safely(team: Client, complaint: Complaint) -> None:
    Complaint.objects.update(message="<script>alert(1)</script>", email="a?bcc=b@exemple.fr")
    html = team.get(snippet("inspect", complaint.pk)).content.decode()

    assert "<script>alert(1)" not in html
    assert 'href="mailto:a%3Fbcc%3Db@exemple.fr"' in html


def test_a_person_without_the_right_sees_no_count(complaint: Complaint) -> None:
    html = signed_in("outsider").get(reverse("wagtailadmin_home")).content.decode()

    assert "Réclamations d’accessibilité" not in html


def test_a_number_without_end_is_not_found(team: Client) -> None:
    url = reverse("accessibility_answer", args=(10**30,))

    assert team.get(url).status_code == 404
