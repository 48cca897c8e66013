"""Staff see how the work of the night goes, and are told when it does not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.jobs import JOBS, TIMED_JOBS, Job, JobResult, run_job
from core.models import JobRun
from tests.reading import row_titles
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
ALL = JOBS | TIMED_JOBS


def all_went_well(age: timedelta = timedelta(minutes=30)) -> None:
    for name in ALL:
        JobRun.objects.create(
            job=name, started_at=timezone.now() - age, duration=timedelta(seconds=1.5)
        )


def first_screen(role: str = "team") -> str:
    return signed_in(role).get(reverse("wagtailadmin_home")).content.decode()


def test_the_first_screen_says_nothing_when_all_went_well() -> None:
    all_went_well(timedelta(days=30))
    all_went_well()

    assert "travaux-automatiques" not in first_screen().split("<main", 1)[1]


@pytest.mark.parametrize(
    ("age", "values", "words"),
    [
        (timedelta(hours=1), {"failures": "lieu 3 (KeyError)"}, "a échoué"),
        (timedelta(hours=2), {"duration": None}, "interrompu"),
        (timedelta(days=3, hours=1), {}, "pas fait depuis 3\u00a0jours"),
    ],
)
def test_the_first_screen_names_what_went_wrong(age: timedelta, values: dict, words: str) -> None:
    all_went_well()
    run = JobRun.objects.get(job="directory.reindex_places")
    run_values = {"started_at": timezone.now() - age} | values
    JobRun.objects.filter(pk=run.pk).update(**run_values)

    html = first_screen()

    label = JOBS["directory.reindex_places"].label
    assert f"<li>{label}\u00a0: <strong>{words}</strong></li>" in html.replace("&nbsp;", "\u00a0")
    assert html.count(f"<strong>{words}</strong>") == 1
    assert label not in first_screen("editor")


def test_a_job_with_its_own_timer_is_late_by_its_own_measure() -> None:
    all_went_well()
    JobRun.objects.update(started_at=timezone.now() - timedelta(hours=3))

    html = first_screen()

    hourly = [job.label for job in ALL.values() if job.late_after < timedelta(hours=3)]
    assert html.count("pas fait depuis") == len(hourly) == 3
    for label in hourly:
        assert f"<li>{label}&nbsp;: <strong>pas fait depuis 3\u00a0heures</strong></li>" in html


def test_a_timer_that_nobody_enabled_is_told_once_its_job_would_be_late() -> None:
    forgotten = ALL["editorial.publish_and_withdraw"]

    all_went_well()
    JobRun.objects.filter(job=forgotten.name).delete()
    assert "jamais fait" not in first_screen()  # the site has just been set up

    JobRun.objects.update(started_at=timezone.now() - timedelta(days=30))
    all_went_well()
    JobRun.objects.filter(job=forgotten.name).delete()
    assert f"{forgotten.label}&nbsp;: <strong>jamais fait</strong>" in first_screen()


def test_the_trace_of_a_failure_stays_when_it_comes_back() -> None:
    came_to = iter(["", "lieu 3 (KeyError)", "", ""])
    job = Job(
        "test", "Essai", lambda: JobResult({}, list(filter(None, [next(came_to)]))), repeats=True
    )
    for _ in range(4):
        run_job(job)

    traces = JobRun.objects.filter(job="test").order_by("pk").values_list("failures", flat=True)
    assert list(traces) == ["", "lieu 3 (KeyError)", ""]


def test_the_report_tells_what_runs_from_what_is_done_and_never_was() -> None:
    first, second, *_ = JOBS
    JobRun.objects.create(job=first, started_at=timezone.now(), duration=None)
    JobRun.objects.create(job=second, started_at=timezone.now(), duration=timedelta(seconds=1))

    html = signed_in("team").get(reverse("core_jobs")).content.decode()

    assert html.count("En cours") == html.count("Fait") == 1


def test_the_first_screen_says_that_the_night_never_came() -> None:
    assert first_screen().count("<strong>jamais fait</strong>") == len(ALL)


def test_a_job_of_a_new_version_has_its_first_night_before_it() -> None:
    all_went_well()
    JobRun.objects.filter(job="directory.reindex_places").delete()

    assert "jamais fait" not in first_screen()


def test_the_report_tells_the_last_run_of_each_job() -> None:
    all_went_well(timedelta(days=1))
    all_went_well()
    JobRun.objects.filter(job="directory.reindex_places").update(
        figures={"lieux indexés": 219}, failures="lieu 3 (KeyError)"
    )

    response = signed_in("team").get(reverse("core_jobs"))

    html = response.content.decode()
    assert row_titles(response) == [job.label for job in ALL.values()]
    assert "219 lieux indexés, en échec\u00a0: lieu 3 (KeyError)" in html
    assert "1,5\u00a0s" in html
    assert "A échoué" in html
