"""Closures of some dates, added to hours whatever else they say, and taken away again."""

from dataclasses import replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from .expansion import joined
from .osm_table import OFF, closure_dates, closure_of
from .rules import Rule, split_rules
from .state import open_on
from .table_input import MAX_CLOSURES
from .timetable import is_readable
from .validation import validate_hours
from .weekly import Closure

NO_HOURS = "Indiquez d’abord vos horaires\u00a0: sans eux, on ne peut pas dire quand le lieu ferme."
TOO_MANY = (
    f"Vous avez déjà {MAX_CLOSURES} fermetures à venir\u00a0: retirez-en une, ou changez la "
    "semaine dans vos horaires."
)
STAYS_OPEN = (
    "Vos horaires sont écrits d’une façon qui ne permet pas d’y ajouter cette fermeture\u00a0: "
    "notez-la dans vos horaires."
)


def closures_in(text: str) -> list[Closure]:
    """Return the closures of the hours *text*, in their order; none where it cannot be read."""
    if not text.strip() or not is_readable(text):
        return []
    return sorted(closure for rule in split_rules(text) for closure in _closures_of(rule))


def with_closure(text: str, closure: Closure, today: date) -> str:
    """Return the hours *text* with *closure*, and without those that were over before *today*.

    Raises:
        ValidationError: in French; no hours that can be read, too many closures, or a text that
            would stay open all the same.
    """
    if not text.strip() or not is_readable(text):
        raise ValidationError(NO_HOURS)
    over = {each for each in closures_in(text) if each.last < today}
    rules = _without(split_rules(text), over | {closure})
    # What follows « || » speaks where the rest is silent: a closure there would be heard too late.
    end = next((n for n, rule in enumerate(rules) if rule.separator == "||"), len(rules))
    rules.insert(end, Rule(";", closure_dates(closure), "", "off"))
    closed = joined(rules)
    validate_hours(closed)
    if len(closures_in(closed)) > MAX_CLOSURES:
        raise ValidationError(TOO_MANY)
    if any(open_on(closed, day) is not False for day in (closure.first, closure.last)):
        raise ValidationError(STAYS_OPEN)
    return closed


def without_closure(text: str, closure: Closure) -> str:
    """Return the hours *text* without *closure*; the same where it is not there."""
    if closure not in closures_in(text):
        return text
    return joined(_without(split_rules(text), {closure}))


def closed_today(text: str, today: date) -> Closure | None:
    """Return the closure that covers *today*, the shortest if there are several."""
    covering = [each for each in closures_in(text) if each.first <= today <= each.last]
    return min(covering, key=_length, default=None)


def _length(closure: Closure) -> timedelta:
    return closure.last - closure.first


def _without(rules: list[Rule], dropped: set[Closure]) -> list[Rule]:
    kept = []
    for rule in rules:
        closures = _closures_of(rule)
        staying = [each for each in closures if each not in dropped]
        if staying and len(staying) < len(closures):
            kept.append(replace(rule, wide=",".join(map(closure_dates, staying))))
        elif staying or not closures:
            kept.append(rule)
    return kept


def _closures_of(rule: Rule) -> list[Closure]:
    """Return the dated closures that *rule* is made of; none if it says anything else."""
    if rule.days or not rule.wide or not OFF.fullmatch(rule.tail) or rule.separator == "||":
        return []
    closures = [closure_of(part.strip()) for part in rule.wide.split(",")]
    found = [each for each in closures if each]
    return found if len(found) == len(closures) else []
