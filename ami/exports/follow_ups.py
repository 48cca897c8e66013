"""The columns of an export about what carriers said after the answer."""

from functools import partial

from django.utils import timezone

from ami.exports.columns import Column, Line
from ami.kinds import CallKind, Outcome
from ami.kinds.base import OUTCOME_PREFIX
from ami.models import FollowUp
from core.pages.spreadsheets import Cell


def follow_up_columns(kind: CallKind) -> list[Column]:
    """Return, for each time at which *kind* asks, when it was answered and what."""
    form = kind.follow_up
    if form is None:
        return []
    columns = []
    for months in form.months:
        key, when = f"suivi_{months}", f"à {months} mois"
        columns.append(Column(f"{key}.le", f"Nouvelles {when}", partial(_sent_at, months)))
        for each in form.fields:
            words = partial(_words, months, each.key)
            columns.append(Column(f"{key}.{each.key}", f"{each.label}, {when}", words))
        if form.came_of:
            about = partial(_came_of, months, kind.outcomes)
            heading = f"Ce que sont devenues les suites, {when}"
            columns.append(Column(f"{key}.suites", heading, about))
    return columns


def _follow_up(months: int, line: Line) -> FollowUp | None:
    found = (each for each in line.dossier.follow_ups.all() if each.months == months)
    return next(found, None)


def _sent_at(months: int, line: Line) -> Cell:
    found = _follow_up(months, line)
    return timezone.localtime(found.sent_at) if found and found.sent_at else None


def _words(months: int, key: str, line: Line) -> Cell:
    """Return what was answered to *key*, in whatever words it was asked."""
    found = _follow_up(months, line)
    return _by_key(found).get(key, "") if found else ""


def _came_of(months: int, outcomes: tuple[Outcome, ...], line: Line) -> Cell:
    """Return, one a line, each outcome that was asked about and what came of it."""
    found = _follow_up(months, line)
    if found is None:
        return ""
    labels = {f"{OUTCOME_PREFIX}{each.key}": each.label for each in outcomes}
    told = [(labels[key], text) for key, text in _by_key(found).items() if key in labels]
    return "\n".join(f"{label}\u00a0: {text}" for label, text in told if text)


def _by_key(follow_up: FollowUp) -> dict[str, str]:
    words = dict(follow_up.words())
    return {each.key: words.get(each.label, "") for each in follow_up.step.fields}
