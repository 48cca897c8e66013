"""Staff follow what visitors report."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.models import ErrorReport
from directory.services.report_review import review_report
from tests.factories import PlacePageFactory
from tests.reading import row_titles, text_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
State = ErrorReport.State


@pytest.fixture
def report() -> ErrorReport:
    return ErrorReport.objects.create(
        place=PlacePageFactory(title="Le Dôme"),
        subject="horaires",
        message="Fermé le <lundi>.",
        email="visiteur@exemple.fr",
    )


def url(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_directory_errorreport:{name}", args=args)


@pytest.mark.parametrize("state", [State.FIXED, State.REJECTED])
def test_closing_a_report_dates_it(report: ErrorReport, state: str) -> None:
    review_report(report, state, "Horaires corrigés.", at=NOON)

    report.refresh_from_db()
    assert (report.state, report.answer, report.closed_at) == (state, "Horaires corrigés.", NOON)


def test_the_date_of_closing_is_that_of_the_first_time(report: ErrorReport) -> None:
    review_report(report, State.FIXED, "", at=NOON)
    review_report(report, State.REJECTED, "En fait non.", at=NOON.replace(hour=15))

    assert report.closed_at == NOON


def test_a_report_that_is_opened_again_is_no_longer_closed(report: ErrorReport) -> None:
    review_report(report, State.FIXED, "", at=NOON)
    review_report(report, State.IN_PROGRESS, "À revoir.")

    report.refresh_from_db()
    assert report.closed_at is None


def test_an_unknown_state_is_refused(report: ErrorReport) -> None:
    with pytest.raises(ValueError, match="n'importe quoi"):
        review_report(report, "n'importe quoi", "")


def test_staff_close_a_report_from_its_screen(team: Client, report: ErrorReport) -> None:
    response = team.post(url("edit", report.pk), {"state": "corrige", "answer": "C’est fait."})

    assert response.status_code == 302
    report.refresh_from_db()
    assert report.state == State.FIXED
    assert report.answer == "C’est fait."
    assert timezone.now() - report.closed_at < timezone.timedelta(minutes=1)


def test_what_the_visitor_wrote_cannot_be_changed(team: Client, report: ErrorReport) -> None:
    team.post(
        url("edit", report.pk),
        {"state": "en_cours", "answer": "", "message": "Autre chose", "email": "a@exemple.fr"},
    )

    report.refresh_from_db()
    assert report.message == "Fermé le <lundi>."
    assert report.email == "visiteur@exemple.fr"
    assert report.state == State.IN_PROGRESS


def test_reports_are_read_whole_and_safely(team: Client, report: ErrorReport) -> None:
    response = team.get(url("inspect", report.pk))

    assert "Fermé le &lt;lundi&gt;." in response.content.decode()
    assert 'href="mailto:visiteur@exemple.fr"' in response.content.decode()
    assert "Le Dôme" in text_of(response)


def test_reports_are_filtered_by_state_and_subject(team: Client, report: ErrorReport) -> None:
    other = ErrorReport.objects.create(
        place=report.place, subject="ferme", message="Disparu", state="corrige"
    )

    def listed(**params: object) -> list[str]:
        return row_titles(team.get(url("list"), params))

    assert listed() == [str(other), str(report)]
    assert listed(state=["nouveau", "en_cours"]) == [str(report)]
    assert listed(subject=["ferme"]) == [str(other)]
    assert listed(q="dôme") == [str(other), str(report)]


def test_nobody_adds_or_deletes_a_report_by_hand(admin: Client, report: ErrorReport) -> None:
    assert admin.get(url("add")).status_code == 302
    assert admin.post(url("delete", report.pk)).status_code == 302
    assert ErrorReport.objects.filter(pk=report.pk).exists()
    assert "Ajouter" not in text_of(admin.get(url("list"))).split("Signalements")[-1]


def test_an_odd_address_adds_no_field_to_the_answer(team: Client, report: ErrorReport) -> None:
    report.email = "visiteur?bcc=autre@exemple.fr"
    report.save()

    html = team.get(url("inspect", report.pk)).content.decode()

    assert 'href="mailto:visiteur%3Fbcc%3Dautre@exemple.fr"' in html
