"""The checks of the health of the site: all answer, in a time, and tell no secret."""

import threading
import time
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core import health_checks
from core.health_checks import CHECKS, Finding, State, check, examine, measured, worst

FINE = Finding(State.OK, "Tout va.", 3, 500, "ms")


@pytest.fixture(autouse=True)
def checks(monkeypatch: pytest.MonkeyPatch) -> dict[str, health_checks.Check]:
    """A site of which one thing is watched, and goes well."""
    ours = {"ours": lambda: FINE}
    monkeypatch.setattr(health_checks, "CHECKS", ours)
    return ours


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a check that hangs waits for."""
    event = threading.Event()
    yield event
    event.set()


def refuse() -> Finding:
    raise ConnectionError("postgres://normandie:motdepasse@10.0.0.1 refuses Jeanne")


def test_one_that_raises_fails_by_the_class_of_its_error_alone(
    checks: dict, caplog: pytest.LogCaptureFixture
) -> None:
    checks["away"] = refuse

    assert examine() == {"away": Finding(State.FAILING, "ConnectionError"), "ours": FINE}
    assert "away: ConnectionError in" in caplog.text
    assert "motdepasse" not in caplog.text


def test_one_that_hangs_keeps_none_from_answering(checks: dict, gate: threading.Event) -> None:
    checks["a.hangs"] = lambda: gate.wait(60) and FINE
    begun = time.monotonic()

    found = examine(patience=0.2)

    assert time.monotonic() - begun < 10
    assert found["a.hangs"] == Finding(State.FAILING, "Pas de réponse en 0.2\u00a0s.")
    assert found["ours"] == FINE


def test_one_that_still_hangs_is_not_begun_again(checks: dict, gate: threading.Event) -> None:
    begun = []

    def hang() -> Finding:
        begun.append(1)
        gate.wait(60)
        return FINE

    checks["hangs"] = hang
    assert examine(patience=0.1)["hangs"].state == State.FAILING
    assert examine(patience=0.1)["hangs"].state == State.FAILING
    assert len(begun) == 1

    gate.set()
    assert examine(patience=30)["hangs"] == FINE
    assert examine(patience=30)["hangs"] == FINE
    assert len(begun) in {2, 3}  # the one that hung may answer once more


@pytest.mark.parametrize(
    ("figure", "limits", "state", "limit"),
    [
        (9, {"warns": 10, "fails": 20}, State.OK, 10),
        (10, {"warns": 10, "fails": 20}, State.WARNING, 10),
        (20, {"warns": 10, "fails": 20}, State.FAILING, 20),
        (21, {"warns": 20, "fails": 10}, State.OK, 20),
        (20, {"warns": 20, "fails": 10}, State.WARNING, 20),
        (10, {"warns": 20, "fails": 10}, State.FAILING, 10),
        (1000, {"warns": 10}, State.WARNING, 10),
        (1, {"warns": 1, "fails": 1}, State.FAILING, 1),
    ],
)
def test_a_figure_is_judged_by_the_limit_that_it_has_passed(
    figure: int, limits: dict, state: State, limit: int
) -> None:
    assert measured(figure, "s", "Mots.", **limits) == Finding(state, "Mots.", figure, limit, "s")


def test_the_whole_is_as_its_worst_part() -> None:
    found = {state.name: Finding(state, "") for state in State}

    assert worst(found) == State.FAILING
    found.pop("FAILING")
    assert worst(found) == State.WARNING
    found.pop("WARNING")
    assert worst(found) == State.OK


def test_two_checks_have_not_one_name(monkeypatch: pytest.MonkeyPatch, checks: dict) -> None:
    with pytest.raises(ValueError, match="two checks are called ours"):
        check("ours")(lambda: FINE)


def test_a_terminal_is_told_the_same_and_a_failure_ends_with_code_1(checks: dict) -> None:
    out = StringIO()
    call_command("health", stdout=out, no_color=True)
    assert out.getvalue() == "ok       ours\u00a0: Tout va. (3\u00a0ms, limite 500\u00a0ms)\n"

    checks["low"] = lambda: Finding(State.WARNING, "Bientôt.")
    call_command("health", stdout=out, no_color=True)
    assert "warning  low\u00a0: Bientôt.\n" in out.getvalue()

    checks["away"] = refuse
    with pytest.raises(CommandError, match=r"En panne\u00a0: away\.") as ended:
        call_command("health", stdout=out, no_color=True)
    assert ended.value.returncode == 1
    assert "failing  away\u00a0: ConnectionError\n" in out.getvalue()


def test_what_the_site_watches() -> None:
    parts = {name.split(".")[0] for name in CHECKS}

    assert parts == {"cache", "database", "disk", "jobs", "mails", "scans", "search", "tasks"}
