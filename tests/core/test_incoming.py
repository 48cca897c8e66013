"""Staff follow what came in: on reports, by the screens that every such listing has."""

import csv
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.models import HistoryEntry
from core.workflow import TEAM, Actor
from directory.models import ErrorReport
from directory.workflow import REPORTS
from tests.factories import ErrorReportFactory, PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import row_titles, text_of
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
State = ErrorReport.State


@pytest.fixture
def report() -> ErrorReport:
    return ErrorReportFactory(place=PlacePageFactory(title="Le Dôme"), message="Fermé le <lundi>.")


@pytest.fixture
def team(report: ErrorReport) -> Client:
    return signed_in("team")


def address(view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_directory_errorreport:{view}", args=args)


def bulk_address(*reports: ErrorReport) -> str:
    url = reverse("wagtail_bulk_action", args=("directory", "errorreport", "clore"))
    ids = "&".join(f"id={report.pk}" for report in reports)
    return f"{url}?{ids}&next={address('list')}"


def sheet(client: Client, report: ErrorReport) -> str:
    return client.get(address("inspect", report.pk)).content.decode()


def test_a_report_is_read_whole_and_safely_and_leads_to_its_place(
    team: Client, report: ErrorReport
) -> None:
    ErrorReport.objects.update(received_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))

    html = sheet(team, report)

    assert "Fermé le &lt;lundi&gt;." in html
    assert "02/07/2026 00:30" in html
    assert 'href="mailto:visiteur@exemple.fr"' in html
    assert f'href="{report.place.get_url()}"' in html
    assert reverse("wagtailadmin_pages:edit", args=(report.place_id,)) in html
    assert "None" not in html.split("<dl>")[1].split("</dl>")[0]


def test_the_lines_of_a_message_are_kept_and_nothing_in_them_is_run(
    team: Client, report: ErrorReport
) -> None:
    ErrorReport.objects.update(message="Fermé le lundi.\n<b>Merci</b>")

    assert "<p>Fermé le lundi.<br>&lt;b&gt;Merci&lt;/b&gt;</p>" in sheet(team, report)


def test_an_odd_address_adds_no_field_to_the_answer(team: Client, report: ErrorReport) -> None:
    ErrorReport.objects.update(email="visiteur?bcc=autre@exemple.fr")

    assert 'href="mailto:visiteur%3Fbcc%3Dautre@exemple.fr"' in sheet(team, report)


def test_what_may_be_done_now_is_offered_and_told_once_done(
    team: Client, report: ErrorReport
) -> None:
    assert address("action", report.pk, "rouvrir") not in sheet(team, report)

    page = team.post(address("action", report.pk, "prendre"), {"version": 1}, follow=True)

    assert "c’est fait" in page.content.decode()
    assert "Prendre en charge</strong> → En cours" in sheet(team, report)
    assert HistoryEntry.objects.get().user == page.wsgi_request.user


def test_to_correct_and_close_answers_the_person_in_one_go(
    team: Client, report: ErrorReport
) -> None:
    typed = {"version": 1, "reason": "Vu avec la mairie.", "answer": "C’est corrigé, merci."}
    team.post(address("action", report.pk, "corriger"), typed)

    (message,) = sent_mails()

    assert message.to == ["visiteur@exemple.fr"]
    assert "C’est corrigé, merci." in message.body
    assert "mairie" not in message.body
    report.refresh_from_db()
    assert report.state == State.FIXED
    html = sheet(team, report)
    assert "Vu avec la mairie." in html
    assert "Réponse partie" in html


def test_nobody_is_offered_to_answer_who_left_no_address(team: Client, report: ErrorReport) -> None:
    ErrorReport.objects.update(email="")

    assert address("action", report.pk, "repondre") not in sheet(team, report)
    form = team.get(address("action", report.pk, "corriger")).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=(report.place_id,)) in form  # what to mend
    assert 'name="answer"' not in form
    assert 'name="reason"' in form


def test_who_decides_on_what_has_changed_is_told_and_loses_nothing(
    team: Client, report: ErrorReport
) -> None:
    colleague = UserFactory(first_name="Camille", last_name="Roux")
    REPORTS.apply(report, "noter", Actor(TEAM, colleague), reason="Je m’en occupe.")

    typed = {"version": 1, "reason": "Déjà corrigé hier."}
    response = team.post(address("action", report.pk, "clore"), typed)

    html = response.content.decode()
    assert "Quelqu’un d’autre vient de changer l’état" in html
    assert "«\u00a0Noter\u00a0», par Camille Roux" in html
    assert "Déjà corrigé hier." in html
    assert ErrorReport.objects.get().state == State.IN_PROGRESS
    assert 'name="version" value="2"' in html

    team.post(address("action", report.pk, "clore"), typed | {"version": 2})
    assert ErrorReport.objects.get().state == State.REJECTED


def test_a_button_pressed_on_an_old_page_says_what_was_done(
    team: Client, report: ErrorReport
) -> None:
    REPORTS.apply(report, "clore", Actor(TEAM, UserFactory(first_name="Sam")), reason="Doublon.")

    page = team.post(address("action", report.pk, "prendre"), {"version": 1}, follow=True)

    assert "«\u00a0Clore sans suite\u00a0», par Sam" in page.content.decode()
    assert ErrorReport.objects.get().state == State.REJECTED


def test_an_action_is_sent_from_this_site_alone(report: ErrorReport) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(is_superuser=True))
    url = address("action", report.pk, "prendre")

    assert strict.get(url).status_code == 200
    assert ErrorReport.objects.get().state == State.NEW  # to read changes nothing
    assert strict.post(url, {"version": 1}).status_code == 403


@pytest.mark.parametrize("odd", [10**30, 0])
def test_a_row_that_is_not_there_is_not_found(team: Client, odd: int) -> None:
    assert team.get(address("action", odd, "prendre")).status_code == 404


def test_who_may_only_read_does_nothing(report: ErrorReport) -> None:
    reader = UserFactory()
    rights = Permission.objects.filter(codename__in=["access_admin", "view_errorreport"])
    reader.user_permissions.set(rights)
    client = Client()
    client.force_login(reader)

    assert "Que faire" not in sheet(client, report)
    client.post(address("action", report.pk, "prendre"), {"version": 1})
    # Nor is what became of it told by an action that is not possible.
    told = client.get(address("action", report.pk, "rouvrir"))
    assert told["Location"] == reverse("wagtailadmin_home")
    client.post(bulk_address(report), {"seen": f"{report.pk}:1", "reason": "Non."})
    assert ErrorReport.objects.get().state == State.NEW


def test_nobody_adds_edits_or_deletes_a_report_by_hand(report: ErrorReport) -> None:
    admin = signed_in("admin")

    assert admin.get(address("add")).status_code == 302
    assert admin.post(address("delete", report.pk)).status_code == 302
    assert admin.get(address("list") + f"edit/{report.pk}/").status_code == 404
    assert ErrorReport.objects.filter(pk=report.pk).exists()


def test_reports_are_counted_and_found_by_state_subject_age_and_words(
    team: Client, report: ErrorReport
) -> None:
    old = ErrorReportFactory(
        place=report.place, subject="ferme", message="Disparu", state=State.FIXED
    )
    ErrorReport.objects.filter(pk=old.pk).update(
        received_at=timezone.now() - timezone.timedelta(days=31)
    )

    def listed(**params: object) -> list[str]:
        return row_titles(team.get(address("list"), params))

    assert listed() == [str(report), str(old)]
    assert listed(state=["nouveau", "en_cours"]) == [str(report)]
    assert listed(subject=["ferme"]) == [str(old)]
    assert listed(age=30) == [str(old)]
    assert listed(age=90) == []
    assert listed(q="dôme") == [str(report), str(old)]
    counts = text_of(team.get(address("list")))
    assert "Nouveau : 1 En cours : 0 Corrigé : 1 Sans suite : 0" in counts


def test_many_are_closed_at_once_and_what_is_refused_is_told_with_why(
    team: Client, report: ErrorReport
) -> None:
    changed, closed = (ErrorReportFactory(place=report.place) for _ in range(2))
    form = team.get(bulk_address(report, changed, closed))
    html = form.content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', html)[1]
    assert 'name="reason"' in html
    REPORTS.apply(changed, "noter", Actor(TEAM), reason="À voir.")
    REPORTS.apply(closed, "corriger", Actor(TEAM))

    page = team.post(
        bulk_address(report, changed, closed), {"seen": seen, "reason": "Publicité."}, follow=True
    ).content.decode()

    assert "1 signalement clos." in page
    assert "2 refusé(s)" in page
    assert "«\u00a0Noter\u00a0»" in page
    assert "«\u00a0Corriger et clore\u00a0»" in page
    states = [ErrorReport.objects.get(pk=each.pk).state for each in (report, changed, closed)]
    assert states == [State.REJECTED, State.IN_PROGRESS, State.FIXED]
    assert report.history.get().reason == "Publicité."


def test_what_filters_hide_is_not_closed_with_the_rest(team: Client, report: ErrorReport) -> None:
    url = bulk_address().replace("?&", "?id=all&")

    page = team.post(url, {"seen": f"{report.pk}:1", "reason": "Tout."}, follow=True)

    assert "Cochez les lignes" in page.content.decode()
    assert ErrorReport.objects.get().state == State.NEW


@pytest.mark.parametrize(
    "sign", ["=", *(pytest.param(sign, marks=pytest.mark.one_engine) for sign in "+-@\t\r")]
)
def test_no_downloaded_cell_is_run_by_a_spreadsheet(
    team: Client, report: ErrorReport, sign: str
) -> None:
    message = f"{sign}HYPERLINK(1)\x0b"
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    ErrorReport.objects.update(message=message, received_at=at)

    text = b"".join(team.get(address("list"), {"export": "csv"}).streaming_content).decode()
    (row,) = csv.DictReader(text.splitlines(keepends=True))
    book = load_workbook(
        BytesIO(b"".join(team.get(address("list"), {"export": "xlsx"}).streaming_content))
    )
    cells = list(book.active.rows)[1]

    assert row["Message"].startswith(f"'{sign}")
    assert row["Date de réception"] == "02/07/2026 00:30"
    assert cells[3].value.startswith("'")
    assert [cell.data_type for cell in cells if cell.data_type == "f"] == []
    assert cells[5].value.hour == 0
    assert "visiteur@" not in text


def test_the_first_screen_says_how_many_wait_and_since_when(
    team: Client, report: ErrorReport
) -> None:
    home = reverse("wagtailadmin_home")
    ErrorReport.objects.update(received_at=datetime(2026, 11, 1, 12, tzinfo=UTC))

    html = team.get(home).content.decode()
    assert "1 en attente" in html
    assert "1er novembre 2026" in html

    ErrorReport.objects.update(state=State.FIXED)
    assert "Aucun signalement n’attend." in team.get(home).content.decode()
    assert "Signalements de l’annuaire" not in signed_in("outsider").get(home).content.decode()
