"""Staff follow complaints: filters, deadline, answer, and who may do it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from normandie.accessibility.models import AccessibilityPage, Complaint
from tests.accessibility.conftest import MESSAGE, make_complaint
from tests.mails import sent_mails
from tests.reading import row_titles
from tests.roles import signed_in

pytestmark = pytest.mark.django_db

DAY = timezone.timedelta(days=1)


def snippet(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_accessibility_complaint:{view}", args=args)


def answer_url(complaint: Complaint) -> str:
    return snippet("action", complaint.pk, "repondre")


@pytest.fixture
def complaint(declaration: AccessibilityPage) -> Complaint:
    return make_complaint()


def test_an_answer_is_written_here_and_leaves(team: Client, complaint: Complaint) -> None:
    assert MESSAGE in team.get(answer_url(complaint)).content.decode()

    page = team.post(
        answer_url(complaint),
        {"version": complaint.version, "answer": "C’est réparé."},
        follow=True,
    ).content.decode()

    assert "La réponse part dans quelques minutes" in page
    (message,) = sent_mails()
    assert "C’est réparé." in message.body
    page = team.get(snippet("inspect", complaint.pk)).content.decode()
    assert "Réponse partie" in page
    assert answer_url(complaint) not in page


def test_an_empty_answer_is_refused(team: Client, complaint: Complaint) -> None:
    typed = {"version": complaint.version, "answer": "  "}
    assert team.post(answer_url(complaint), typed).status_code == 200
    assert not sent_mails()


def test_the_note_of_the_team_takes_the_complaint_over(team: Client, complaint: Complaint) -> None:
    typed = {"version": 1, "reason": "Vu avec le développeur.", "message": "Autre chose"}
    team.post(snippet("action", complaint.pk, "noter"), typed)

    complaint.refresh_from_db()
    assert (complaint.state, complaint.message) == ("en_cours", MESSAGE)
    page = team.get(snippet("inspect", complaint.pk)).content.decode()
    assert "Vu avec le développeur." in page


def test_complaints_are_found_by_their_clock(team: Client, complaint: Complaint) -> None:
    today = timezone.localdate()
    late = make_complaint(answer_due=today - DAY)
    answered = make_complaint(answered_at=timezone.now(), state="repondue")

    def listed(**params: object) -> set[str]:
        return set(row_titles(team.get(snippet("list"), params)))

    assert listed() == {complaint.number, late.number, answered.number}
    assert listed(clock="retard") == {late.number}
    assert listed(clock="a_temps") == {complaint.number}
    assert listed(state=["repondue"]) == {answered.number}
    assert listed(q=late.number) == {late.number}
    assert "En retard de 1\u00a0jour" in team.get(snippet("list")).content.decode()


def test_the_first_screen_counts_those_that_wait(team: Client, complaint: Complaint) -> None:
    make_complaint(answer_due=timezone.localdate() - DAY)

    html = team.get(reverse("wagtailadmin_home")).content.decode()

    assert "2 en attente" in html
    assert "1 en retard" in html


def test_a_person_without_the_right_sees_no_count(complaint: Complaint) -> None:
    html = signed_in("outsider").get(reverse("wagtailadmin_home")).content.decode()

    assert "Réclamations d’accessibilité" not in html


def test_several_complaints_are_taken_over_at_once(team: Client, complaint: Complaint) -> None:
    taken = make_complaint(state="en_cours")
    url = reverse("wagtail_bulk_action", args=("accessibility", "complaint", "prendre"))

    page = team.post(
        f"{url}?id={complaint.pk}&id={taken.pk}&next={snippet('list')}",
        {"seen": f"{complaint.pk}:1 {taken.pk}:1"},
        follow=True,
    ).content.decode()

    assert "1 réclamation prise en charge" in page
    assert f"«\u00a0{taken.number}\u00a0» (Cette action n’est pas possible" in page
